namespace Secrets.Tui.ViewModels;

/// <summary>Whose way to refer to a secret a file has.</summary>
internal enum ConfigurationSyntax
{
    /// <summary><c>secrets.yml</c>: <c>${{ secrets.NAME }}</c>, any name.</summary>
    Own,

    /// <summary>dstack: <c>${{ secrets.NAME }}</c>, in a list or a mapping of variables.</summary>
    Dstack,

    /// <summary>Lines of variables: <c>NAME=${{ secrets.NAME }}</c>, any name.</summary>
    Lines,

    /// <summary>RunPod's JSON: <c>{{ RUNPOD_SECRET_NAME }}</c>.</summary>
    RunPodJson,

    /// <summary>RunPod's lines of variables: <c>NAME={{ RUNPOD_SECRET_NAME }}</c>.</summary>
    RunPodLines,

    /// <summary>Truss: the names that stand under <c>secrets:</c>.</summary>
    Truss,

    /// <summary>Fly: <c>secret_name</c> in <c>[[files]]</c>.</summary>
    Fly,

    /// <summary>Fly's JSON and YAML: <c>"secret_name"</c> in <c>"files"</c>, written so that it is right in both.</summary>
    FlyTree,
}
