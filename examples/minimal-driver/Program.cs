return await MinimalCloud.MinimalProgram.RunAsync("stagecraft.yml", "staging", Console.Out);
