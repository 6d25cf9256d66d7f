using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Projects;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The projects and their resources. A resource without an assignment belongs to the default project.</summary>
internal sealed class ProjectStore(Database database)
{
    private const string DefaultId = "(SELECT id FROM projects WHERE is_default = 1)";

    private const string Columns = "r.id, r.name, r.description, r.purpose, r.environment, r.is_default, r.created_at, r.updated_at";

    /// <summary>Selects the resources that are listed at the time <c>$1</c>, with their project.</summary>
    private const string Resources = $"""
        FROM resources r LEFT JOIN project_resources a ON a.urn = r.urn
        WHERE r.listed_at <= $1 AND (r.gone_at IS NULL OR r.gone_at > $1)
        """;

    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly ResourceTable<Project> _table = new(database, "projects", Columns, Read);

    public (List<Project> Projects, long Total) List(PageRequest page, DateTimeOffset now) => _table.List(page, now);

    public Project Default(DateTimeOffset now) => _table.All(now, "r.is_default = 1").Single();

    /// <summary>The project by UUID or by the key of the default project, subject to the read lag; 404 if there is none.</summary>
    public Project Require(string key, DateTimeOffset now) =>
        key == Project.DefaultKey ? Default(now) : _table.Require(ResourceId.Parse(ResourceKind.Project, key), now);

    public bool Exists(string uuid, DateTimeOffset now) =>
        ResourceId.Parse(ResourceKind.Project, uuid) is { } id && _table.Get(id, now) is not null;

    public Project Insert(ProjectSpec spec, SandboxConditions conditions, DateTimeOffset now)
    {
        RequireFreeName(spec.Name, null);
        database.Execute(
            """
            INSERT INTO projects (name, description, purpose, environment, is_default, created_at, updated_at, listed_at, readable_at)
            VALUES ($1, $2, $3, $4, 0, $5, $5, $6, $7)
            """,
            spec.Name, spec.Description, spec.Purpose, spec.Environment,
            now.UtcTicks, (now + conditions.ListLag).UtcTicks, (now + conditions.ReadLag).UtcTicks);
        return _table.Get(database.Number("SELECT last_insert_rowid()"), now)!;
    }

    public Project Update(Project project, ProjectSpec spec, bool isDefault, DateTimeOffset now)
    {
        RequireFreeName(spec.Name, project.Id);
        if (isDefault && !project.IsDefault)
        {
            // The resources of the previous default project stay in it.
            database.Execute(
                $"""
                INSERT INTO project_resources (urn, project_id, assigned_at) SELECT urn, {DefaultId}, created_at FROM resources
                WHERE true ON CONFLICT DO NOTHING
                """);
            database.Execute("UPDATE projects SET is_default = (id = $1)", project.Id);
        }

        database.Execute(
            "UPDATE projects SET name = $2, description = $3, purpose = $4, environment = $5, updated_at = $6 WHERE id = $1",
            project.Id, spec.Name, spec.Description, spec.Purpose, spec.Environment, now.UtcTicks);
        return _table.Get(project.Id, now)!;
    }

    public void Delete(long id) => database.Execute("DELETE FROM projects WHERE id = $1", id);

    public (List<ProjectResource> Resources, long Total) ResourcesOf(long id, PageRequest page, DateTimeOffset now)
    {
        const string rows = $"{Resources} AND coalesce(a.project_id, {DefaultId}) = $2";
        return (
            database.Rows(
                $"SELECT r.urn, r.path, coalesce(a.assigned_at, r.created_at) {rows} ORDER BY r.created_at, r.urn LIMIT $3 OFFSET $4",
                Resource, now.UtcTicks, id, page.PerPage, page.Offset),
            database.Number($"SELECT count(*) {rows}", now.UtcTicks, id));
    }

    /// <summary>The listed resource with a URN and its project; null if there is none.</summary>
    public (ProjectResource Resource, long ProjectId)? Find(string urn, DateTimeOffset now)
    {
        List<(ProjectResource, long)> found = database.Rows(
            $"SELECT r.urn, r.path, coalesce(a.assigned_at, r.created_at), coalesce(a.project_id, {DefaultId}) {Resources} AND r.urn = $2",
            row => (Resource(row), row.GetInt64(3)),
            now.UtcTicks, urn);
        return found.Count == 0 ? null : found[0];
    }

    public void Assign(string urn, long project, DateTimeOffset now) =>
        database.Execute(
            "INSERT OR REPLACE INTO project_resources (urn, project_id, assigned_at) VALUES ($1, $2, $3)", urn, project, now.UtcTicks);

    /// <summary>Adds the projects with these names that do not exist.</summary>
    public void Ensure(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            database.Execute(
                """
                INSERT INTO projects (name, description, purpose, environment, is_default, created_at, updated_at, listed_at, readable_at)
                VALUES ($1, '', 'Web Application', '', 0, $2, $2, 0, 0) ON CONFLICT DO NOTHING
                """,
                name, Start.UtcTicks);
        }
    }

    /// <summary>Adds the default project, unless it exists.</summary>
    public void EnsureDefault()
    {
        if (database.Number("SELECT count(*) FROM projects WHERE is_default = 1") == 0)
        {
            database.Execute(
                """
                INSERT INTO projects (name, description, purpose, environment, is_default, created_at, updated_at, listed_at, readable_at)
                VALUES ('Sandbox', 'Default project', 'Just trying out DigitalOcean', 'Development', 1, $1, $1, 0, 0)
                """,
                Start.UtcTicks);
        }
    }

    private void RequireFreeName(string name, long? of)
    {
        if (database.Number("SELECT count(*) FROM projects WHERE name = $1 AND id IS NOT $2", name, of) > 0)
        {
            throw ApiError.Conflict("name is already in use");
        }
    }

    private static ProjectResource Resource(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), DropletRow.Time(row.GetInt64(2)));

    private static Project Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        new ProjectSpec(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)),
        row.GetBoolean(5),
        DropletRow.Time(row.GetInt64(6)),
        DropletRow.Time(row.GetInt64(7)));
}
