namespace Secrets.Tests.EndToEnd.Seeds;

/// <summary>
/// The command lines of five pages: dstack's on secrets, and its old one; Fly's; Baseten's; RunPod's. Each page is played from its top in
/// a vault of its own. What a page does with a web form has the command that does the same.
/// </summary>
internal static class SeedPages
{
    private const string Exactly = "get prints the value and nothing else, for scripts; --json has the name too";

    /// <summary>dstack, docs/concepts/secrets.</summary>
    public static readonly SeedLine[] Dstack =
    [
        new("secrets secret set my_secret some_secret_value", "creates a secret") { Output = "OK\n" },
        new("secrets secret set my_secret another_secret_value", "updates it with the same command") { Output = "OK\n" },
        new("secrets secret set hf_token hf_token_value", "creates the one that the run refers to") { Output = "OK\n" },
        new("secrets secret", "lists all secrets, without their values")
        {
            Shows = ["NAME", "hf_token", "my_secret"],
            Hides = ["another_secret_value", "hf_token_value"],
            Why = "a digest stands where the page has stars: it tells equal values from different ones",
        },
        new("secrets secret list", "the same") { Shows = ["NAME", "my_secret"], Hides = ["another_secret_value"] },
        new("secrets secret get my_secret", "shows the value") { Output = "another_secret_value", Why = Exactly },
        new("secrets secret delete my_secret", "asks, and deletes it")
        {
            Asks = [("Delete the secret my_secret? [y/n]: ", "y\n")],
            Shows = ["OK"],
        },
        new("secrets secret get my_secret", "it is gone") { Code = 3, Shows = ["no secret named my_secret"] },
        new("secrets run -f .dstack.yml", "passes HF_TOKEN to the run")
        {
            Files = [(".dstack.yml", "type: service\nenv:\n  - HF_TOKEN=${{ secrets.hf_token }}\ncommands:\n  - printf '%s' \"token $HF_TOKEN\"\n")],
            Output = "token hf_token_value",
        },
        new("secrets secret set ngc_api_key ngc_value", "stores registry credentials") { Output = "OK\n" },
        new("secrets run -f registry.dstack.yml -- sh -c 'cat \"$DOCKER_CONFIG/config.json\"'", "gives them to whatever pulls the image")
        {
            Files = [("registry.dstack.yml", "type: service\nimage: nvcr.io/nim/deepseek-ai/deepseek-r1-distill-llama-8b\nregistry_auth:\n  username: $oauthtoken\n  password: ${{ secrets.ngc_api_key }}\n")],
            Shows = ["nvcr.io", Convert.ToBase64String("$oauthtoken:ngc_value"u8)],
        },
        new("secrets run -f registry.dstack.yml", "pulls and starts the image")
        {
            Code = 125,
            Shows = ["names no command", "secrets run -f FILE -- COMMAND"],
            Why = "no image is pulled here: the command that does it is named behind '--'",
        },
    ];

    /// <summary>dstack before it had projects of its own: docs/reference/cli/secrets.</summary>
    public static readonly SeedLine[] DstackOld =
    [
        new("secrets secrets add --help", "tells of NAME, VALUE, --project and -y") { Shows = ["NAME [VALUE]", "--project", "-y, --yes"] },
        new("secrets secrets add token first", "adds a secret") { Output = "OK\n" },
        new("secrets secrets add typed", "asks for the value, masked")
        {
            Asks = [("typed: ", "typed-value\r")],
            Shows = ["OK"],
            Hides = ["typed-value"],
        },
        new("secrets secrets add token second", "asks before it replaces one")
        {
            Asks = [("The secret token exists already. Replace it? [y/n]: ", "n\n")],
            Code = 1,
            Shows = ["nothing was changed"],
        },
        new("secrets secrets add -y token third", "replaces without asking") { Output = "OK\n" },
        new("secrets get token", "the answers were heeded") { Output = "third" },
        new("secrets project create other", "another project") { Output = "OK\n" },
        new("secrets secrets add --project other token elsewhere", "adds it to the project that is named") { Output = "OK\n" },
        new("secrets get token", "which leaves this one alone") { Output = "third" },
        new("secrets secrets list", "shows the names") { Shows = ["token", "typed"], Hides = ["third", "typed-value"] },
        new("secrets secrets delete --help", "tells of NAME, --project and -y") { Shows = ["NAME", "--project", "-y, --yes"] },
        new("secrets secrets delete typed", "asks first, and heeds a no")
        {
            Asks = [("Delete the secret typed? [y/n]: ", "n\n")],
            Code = 1,
            Hides = ["OK"],
        },
        new("secrets secrets delete typed", "asks first")
        {
            Asks = [("Delete the secret typed? [y/n]: ", "y\n")],
            Shows = ["OK"],
        },
        new("secrets secrets delete token < /dev/null", "a script cannot answer") { Code = 2, Shows = ["-y answers yes"] },
        new("secrets secrets delete -y token", "deletes without asking") { Output = "OK\n" },
        new("secrets secrets delete --project other -y token", "in the project that is named") { Output = "OK\n" },
        new("secrets secrets list --json", "nothing is left") { Output = "[]\n" },
    ];

    /// <summary>Fly, docs/apps/secrets.</summary>
    public static readonly SeedLine[] Fly =
    [
        new("secrets secrets set DATABASE_URL=postgres://example.com/mydb", "sets one or more secrets") { Output = "OK\n" },
        new("secrets run -- sh -c 'printf %s \"$DATABASE_URL\"'", "it is an environment variable of the app") { Output = "postgres://example.com/mydb" },
        new("secrets secrets set MY_SECRET=one OTHER=two", "sets several") { Output = "OK\n" },
        new("secrets secrets set DATABASE_URL=postgres://example.com/staged --stage", "sets it, and leaves what runs alone") { Output = "OK\n" },
        new("secrets run -- sh -c 'printf %s \"$DATABASE_URL\"'", "only what is started later has it")
        {
            Output = "postgres://example.com/mydb",
            Why = "no run sees what is staged, however late it starts, until a deploy",
        },
        new("secrets secrets set SECOND=2 --stage && secrets secrets deploy", "deploys what is staged") { Shows = ["OK"] },
        new("secrets run -- sh -c 'printf %s \"$DATABASE_URL\"'", "and then it is there") { Output = "postgres://example.com/staged" },
        new("secrets secrets set DATABASE_URL=postgres://example.com/later --stage", "stages another one") { Output = "OK\n" },
        new("secrets secrets list", "shows NAME and DIGEST, when each was set, and no value")
        {
            Shows = ["NAME", "DIGEST", "UPDATED", "DATABASE_URL", "live+staged", "MY_SECRET"],
            Hides = ["postgres://", "one\n"],
        },
        new("secrets secrets unset MY_SECRET DATABASE_URL", "removes them by name, without asking") { Output = "OK\n" },
        new("secrets secrets unset NOT_THERE OTHER", "one that is not there is an error, and nothing is removed") { Code = 3, Shows = ["no secret named NOT_THERE"] },
        new("secrets secrets list --json", "they are gone") { Shows = ["OTHER"], Hides = ["MY_SECRET", "DATABASE_URL"] },
        new("printf 'A=1\\nB=\"\"\"l1\\nl2\"\"\"\\n' | secrets secrets import", "takes secrets from standard input") { Output = "2 added\n" },
        new("printf 'A=2\\nC=3\\n' | secrets secrets import", "and updates those that are there")
        {
            Code = 6,
            Shows = ["A", "--replace"],
            Why = "nobody can be asked here, and a value that nobody meant to replace is lost to the program that uses it",
        },
        new("printf 'A=2\\nC=3\\n' | secrets secrets import --replace", "where that is meant") { Output = "1 added, 1 replaced\n" },
        new("printf 'A=1' | secrets secrets import -y", "or every question is answered") { Output = "1 replaced\n" },
        new("printf piped | secrets secrets set PIPED=-", "a single one from standard input") { Output = "OK\n" },
        new("secrets get PIPED", "byte for byte") { Output = "piped" },
        new("secrets get B", "values of several lines stand between three quotes") { Output = "l1\nl2" },
        new("secrets export --format fly A B", "what fly secrets import reads") { Output = "A=1\nB=\"\"\"l1\nl2\"\"\"\n" },
        new("secrets secrets --help", "tells of the commands and options") { Shows = ["set", "unset", "import", "deploy"] },
        new("secrets secrets set --stage --help", "and of each") { Shows = ["--stage", "keep the values for a later deploy"] },
        new("secrets set SUPER_SECRET=$(cat filename.txt | base64)", "a file's content, in base64")
        {
            Files = [("filename.txt", "the content\n")],
            Output = "OK\n",
        },
        new("secrets run -f fly.toml -- cat /path/to/secret.txt", "writes it to the path that fly.toml names")
        {
            Files = [("fly.toml", "[[files]]\n  guest_path = \"/path/to/secret.txt\"\n  secret_name = \"SUPER_SECRET\"\n")],
            Output = "the content\n",
            NeedsOwnView = true,
        },
    ];

    /// <summary>Baseten, docs on Truss and its secrets.</summary>
    public static readonly SeedLine[] Baseten =
    [
        new("secrets set hf_access_token=hf_value", "adds a secret (a form, or POST /v1/secrets with name and value)")
        {
            Output = "OK\n",
            Why = "there is no web server; the daemon's secret.set takes the same two over its pipe",
        },
        new("secrets set hf_access_token=hf_other", "the same again updates it (upsert)") { Output = "OK\n" },
        new("secrets run -f config.yaml -- sh -c 'printf %s \"$TRUSS_SECRET_hf_access_token\"'", "config.yaml refers to the secret by its name")
        {
            Files = [("config.yaml", "secrets:\n  hf_access_token: null\n")],
            Output = "hf_other",
            Why = "no Model class is made here that could be given keyword arguments; the program finds a variable",
        },
        new("secrets set hf_access_token", "typed where nobody sees it, as in the form")
        {
            Asks = [("hf_access_token: ", "hf_other\r")],
            Shows = ["OK"],
            Hides = ["hf_other"],
        },
        new("secrets run -f config.yaml -- cat /secrets/hf_access_token", "the application reads /secrets/{secret_name}") { Output = "hf_other", NeedsOwnView = true },
        new("secrets run -f config.yaml", "start_command reads it too")
        {
            Files = [("config.yaml", "secrets:\n  hf_access_token: null\ndocker_server:\n  start_command: sh -c \"HF_TOKEN=$(cat /secrets/hf_access_token) env | grep ^HF_TOKEN\"\n")],
            Output = "HF_TOKEN=hf_other\n",
            NeedsOwnView = true,
        },
        new("secrets run -f missing/config.yaml -- true", "a secret that is not there fails")
        {
            Files = [("missing/config.yaml", "secrets:\n  nowhere: null\n")],
            Code = 125,
            Shows = ["no secret named nowhere"],
        },
    ];

    /// <summary>RunPod, docs/pods/templates/secrets.</summary>
    public static readonly SeedLine[] RunPod =
    [
        new("secrets set hello_world=hi --description 'a greeting' --write-only", "creates a secret with name, value and description") { Output = "OK\n" },
        new("secrets get hello_world", "its value cannot be viewed") { Code = 5, Shows = ["write-only"], Hides = ["hi\n"] },
        new("secrets export hello_world", "nor carried away") { Code = 5, Hides = ["hi\n"] },
        new("secrets edit hello_world", "nor loaded to be changed") { Code = 5 },
        new("secrets get hello_world --json --resolved", "by no option") { Code = 5, Hides = ["hi\""] },
        new("echo '{{ RUNPOD_SECRET_hello_world }}' > t && secrets inject t", "nor put into a text") { Code = 5, Hides = ["hi\n"] },
        new("secrets list", "it is among the others, without its value") { Shows = ["hello_world", "a greeting"], Hides = [" hi "] },
        new("secrets show hello_world", "its details can") { Shows = ["hello_world", "a greeting", "only a run may use it"], Hides = [" hi\n"] },
        new("secrets run -f template.env -- sh -c 'printf %s \"$HELLO\"'", "{{ RUNPOD_SECRET_hello_world }} stands for it in a template")
        {
            Files = [("template.env", "HELLO={{ RUNPOD_SECRET_hello_world }}\n")],
            Output = "hi",
        },
        new("secrets set hello_world", "a new value can be entered")
        {
            Asks = [("hello_world: ", "hello\r")],
            Shows = ["OK"],
            Hides = ["hello\r"],
        },
        new("secrets get hello_world", "and not be viewed either") { Code = 5 },
        new("secrets run -f template.env -- sh -c 'printf %s \"$HELLO\"'", "runs use the new one") { Output = "hello" },
        new("secrets delete hello_world", "asks for its name, and deletes it")
        {
            Asks = [("Delete the secret hello_world? [y/n]: ", "y\n")],
            Shows = ["OK"],
            Why = "one secret is deleted by a yes; its versions stay. Names are typed where a project or an environment goes",
        },
        new("secrets show hello_world", "it is gone") { Code = 3 },
    ];
}
