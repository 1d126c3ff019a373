namespace Secrets.Daemon.Store;

/// <summary>Every SELECT over records, composed once from the tables' own columns.</summary>
internal static class Queries
{
    private static readonly string SecretColumns = SecretTable.Instance.Columns("s");
    private static readonly string VersionColumns = VersionTable.Instance.Columns("v");
    private static readonly string EnvironmentColumns = EnvironmentTable.Instance.Columns("e");
    private static readonly string ProjectColumns = ProjectTable.Instance.Columns("p");

    public static readonly string Vaults = $"SELECT {VaultTable.Instance.Columns("r")} FROM vault r";
    public static readonly string Keyslots = $"SELECT {KeyslotTable.Instance.Columns("r")} FROM keyslot r ORDER BY r.id";
    public static readonly string Projects = $"SELECT {ProjectColumns} FROM project p ORDER BY p.id";
    public static readonly string Project = $"SELECT {ProjectColumns} FROM project p WHERE p.name_hash = $1";
    public static readonly string Environments = $"SELECT {EnvironmentColumns} FROM environment e WHERE e.project_id = $1 ORDER BY e.id";
    public static readonly string Environment = $"SELECT {EnvironmentColumns} FROM environment e WHERE e.project_id = $1 AND e.name_hash = $2";
    public static readonly string EnvironmentById = $"SELECT {EnvironmentColumns} FROM environment e WHERE e.id = $1";
    public static readonly string Secret = $"SELECT {SecretColumns} FROM secret s WHERE s.environment_id = $1 AND s.name_hash = $2";
    public static readonly string SecretById = $"SELECT {SecretColumns} FROM secret s WHERE s.id = $1";
    public static readonly string Version = $"SELECT {VersionColumns} FROM version v WHERE v.secret_id = $1 AND v.number = $2";
    public static readonly string History = $"SELECT {VersionColumns} FROM version v WHERE v.secret_id = $1 ORDER BY v.number DESC";

    public static readonly string HistoryPage = $"SELECT {VersionColumns} FROM version v WHERE v.secret_id = $1 AND v.number < $2 ORDER BY v.number DESC LIMIT $3";

    public static readonly string Change = $"SELECT {ChangeTable.Instance.Columns("r")} FROM change r WHERE r.environment_id = $1";

    public static readonly string PendingDigests =
        $"SELECT {VersionColumns} FROM version v WHERE v.digest IS NULL AND v.kind = 1 AND v.id > $1 ORDER BY v.id LIMIT $2";

    /// <summary>The secrets of an environment with their live versions.</summary>
    public static readonly string Secrets =
        $"SELECT {SecretColumns}, {VersionColumns} FROM secret s LEFT JOIN version v ON v.secret_id = s.id AND v.number = s.live WHERE s.environment_id = $1";

    /// <summary>The same with ciphertexts: what a run needs, in one statement.</summary>
    public static readonly string Values =
        $"SELECT {SecretColumns}, {VersionColumns}, c.body FROM secret s LEFT JOIN version v ON v.secret_id = s.id AND v.number = s.live "
        + "LEFT JOIN ciphertext c ON c.version_id = v.id WHERE s.environment_id = $1";

    /// <summary>One name's.</summary>
    public static readonly string Value = Values + " AND s.name_hash = $2";

    /// <summary>Every version of kind value with its ciphertext, for the whole check.</summary>
    public static readonly string AllValues =
        $"SELECT {VersionColumns}, c.body FROM version v LEFT JOIN ciphertext c ON c.version_id = v.id WHERE v.kind = 1";

    public const string Ciphertext = "SELECT body FROM ciphertext WHERE version_id = $1";

    public const string AuditBefore = "SELECT sequence, body, chain FROM audit WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2";

    public const string AuditFrom = "SELECT sequence, body, chain FROM audit WHERE sequence >= $1 ORDER BY sequence LIMIT $2";
}
