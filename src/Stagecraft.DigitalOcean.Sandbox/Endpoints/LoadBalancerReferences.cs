using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.LoadBalancers;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Verifies the resources that a load balancer refers to.</summary>
internal sealed class LoadBalancerReferences(
    TagStore tags, DropletStore droplets, VpcStore vpcs, CertificateStore certificates, ProjectStore projects, Catalog catalog)
{
    /// <summary>The settings with VPC and project, and with the tag in canonical spelling; 422 for an unknown resource.</summary>
    public LoadBalancerSpec Resolve(LoadBalancerSpec spec, ApiCall call)
    {
        if (!catalog.Regions.Any(region => region.Slug == spec.Region && region.Available))
        {
            throw ApiError.Unprocessable("region is not available.");
        }

        Vpc? vpc = spec.VpcUuid.Length == 0 ? vpcs.DefaultOf(spec.Region) : vpcs.Get(spec.VpcUuid);
        if (vpc?.Region != spec.Region)
        {
            throw ApiError.Unprocessable("The VPC was not found in this region.");
        }

        foreach (ForwardingRule rule in spec.ForwardingRules)
        {
            if (rule.CertificateId.Length > 0 && !certificates.Exists(rule.CertificateId, call.Now))
            {
                throw ApiError.Unprocessable("certificate not found.");
            }
        }

        if (spec.ProjectId.Length > 0 && !projects.Exists(spec.ProjectId, call.Now))
        {
            throw ApiError.Unprocessable("project not found.");
        }

        return spec with
        {
            VpcUuid = vpc.Id,
            Tag = spec.Tag.Length == 0 ? "" : TagOf(spec.Tag, call),
            DropletIds = [.. spec.DropletIds.Select(id => DropletOf(id, vpc, call.Now))],
        };
    }

    private string TagOf(string tag, ApiCall call)
    {
        call.RequireTagRead();
        return tags.NameOf(tag) ?? throw ApiError.Unprocessable($"tag {tag} does not exist.");
    }

    private long DropletOf(long id, Vpc vpc, DateTimeOffset now)
    {
        Droplet droplet = droplets.Get(id, now) ?? throw ApiError.Unprocessable($"droplet {id} does not exist.");
        return droplet.Vpc == vpc.Id
            ? id
            : throw ApiError.Unprocessable("The load balancer and its droplets must be in the same region and VPC.");
    }
}
