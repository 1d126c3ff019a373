namespace Secrets.Daemon.Store;

/// <summary>The tables, as a list of steps that only ever grows: step n leads from <c>user_version</c> n-1 to n.</summary>
internal static class Schema
{
    /// <summary><c>PRAGMA application_id</c>: "Scrt".</summary>
    public const int ApplicationId = 0x53637274;

    /// <summary>The <c>user_version</c> that this release writes.</summary>
    public static int Version => Steps.Count;

    public static IReadOnlyList<string> Steps { get; } =
    [
        // Ids come from the manifest's own counter (unique over all tables, never given twice, authenticated), so no table needs
        // AUTOINCREMENT and its extra page a write. Ciphertexts lie apart: a list reads dense rows and never touches a value.
        """
        CREATE TABLE vault (
            id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, tag BLOB NOT NULL,
            vault_id BLOB NOT NULL, format INTEGER NOT NULL, suite INTEGER NOT NULL,
            identity_public_key BLOB NOT NULL, sealed_device_key BLOB NOT NULL, sealed_digest_key BLOB NOT NULL, created_at INTEGER NOT NULL);
        CREATE TABLE keyslot (
            id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, tag BLOB NOT NULL,
            source INTEGER NOT NULL, body BLOB NOT NULL, created_at INTEGER NOT NULL, details BLOB NOT NULL);
        CREATE TABLE project (
            id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, tag BLOB NOT NULL,
            name_hash BLOB NOT NULL UNIQUE, body BLOB NOT NULL);
        CREATE TABLE environment (
            id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, tag BLOB NOT NULL,
            project_id INTEGER NOT NULL REFERENCES project (id), name_hash BLOB NOT NULL, body BLOB NOT NULL,
            inherits_id INTEGER REFERENCES environment (id), public_key BLOB NOT NULL, sealed_secret_key BLOB NOT NULL,
            former_public_key BLOB, former_sealed_secret_key BLOB,
            UNIQUE (project_id, name_hash));
        CREATE INDEX environment_inherits ON environment (inherits_id) WHERE inherits_id IS NOT NULL;
        CREATE TABLE secret (
            id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, tag BLOB NOT NULL,
            environment_id INTEGER NOT NULL REFERENCES environment (id), name_hash BLOB NOT NULL, body BLOB NOT NULL,
            live INTEGER, staged INTEGER, last INTEGER NOT NULL,
            UNIQUE (environment_id, name_hash));
        CREATE TABLE version (
            id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, tag BLOB NOT NULL,
            secret_id INTEGER NOT NULL REFERENCES secret (id), number INTEGER NOT NULL, kind INTEGER NOT NULL,
            sealed_data_key BLOB NOT NULL, nonce BLOB NOT NULL, digest BLOB, created_at INTEGER NOT NULL,
            body BLOB NOT NULL, ciphertext_tag BLOB NOT NULL,
            UNIQUE (secret_id, number));
        CREATE INDEX version_pending ON version (id) WHERE digest IS NULL AND kind = 1;
        CREATE TABLE ciphertext (version_id INTEGER PRIMARY KEY REFERENCES version (id), body BLOB NOT NULL);
        CREATE TABLE change (
            id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, tag BLOB NOT NULL,
            environment_id INTEGER NOT NULL UNIQUE REFERENCES environment (id), body BLOB NOT NULL);
        CREATE TABLE audit (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL, chain BLOB NOT NULL);
        CREATE TABLE manifest (
            id INTEGER PRIMARY KEY CHECK (id = 1), generation INTEGER NOT NULL, next_id INTEGER NOT NULL, records_tag BLOB NOT NULL,
            audit_sequence INTEGER NOT NULL, audit_chain BLOB NOT NULL, tag BLOB NOT NULL);
        """,
    ];
}
