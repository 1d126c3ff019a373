using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// Variables that no hook sets, besides those that no run gets: they would change what the shell itself does, or do not take what is
/// put into them (bash(1), "Shell Variables"; zshparam(1); fish's "Special variables").
/// </summary>
internal static class ShellNames
{
    private static readonly HashSet<string> Special =
    [
        // Ours.
        "SECRETS_HOME", "SECRETS_PROJECT", "SECRETS_ENVIRONMENT", "SECRETS_TOKEN", LoadedState.Variable,
        // Prompts and what is run beside them.
        "PS0", "PS1", "PS2", "PS3", "PS4", "PROMPT", "PROMPT2", "PROMPT3", "PROMPT4", "RPROMPT", "RPROMPT2", "RPS1", "RPS2", "SPROMPT", "PROMPT_DIRTRIM", "prompt", "psvar", "PSVAR",
        "precmd_functions", "preexec_functions", "chpwd_functions", "periodic_functions", "zshaddhistory_functions", "zshexit_functions", "zsh_directory_name_functions", "PERIOD",
        // Where commands, functions and settings come from.
        "path", "fpath", "FPATH", "cdpath", "CDPATH", "module_path", "MODULE_PATH", "manpath", "mailpath", "MAIL", "MAILPATH", "MAILCHECK", "ZDOTDIR", "INPUTRC", "EXECIGNORE", "GLOBIGNORE", "FIGNORE", "fignore",
        "NULLCMD", "READNULLCMD", "FCEDIT", "TMPPREFIX", "TMPSUFFIX", "HOSTFILE", "BASH_LOADABLES_PATH", "BASH_XTRACEFD", "BASH_COMPAT", "auto_resume", "histchars", "HISTCHARS", "WORDCHARS", "KEYTIMEOUT",
        "HISTFILE", "HISTSIZE", "SAVEHIST", "HISTCONTROL", "HISTIGNORE", "HISTFILESIZE", "HISTTIMEFORMAT", "HISTCMD", "TMOUT", "TIMEFMT", "TIMEFORMAT", "IGNOREEOF", "FUNCNEST",
        // What the shell keeps itself.
        "_", "PWD", "OLDPWD", "SHLVL", "UID", "EUID", "GID", "EGID", "PPID", "USERNAME", "LOGNAME", "HOSTNAME", "HOSTTYPE", "MACHTYPE", "OSTYPE", "CPUTYPE", "VENDOR", "RANDOM", "SRANDOM", "SECONDS", "EPOCHSECONDS", "EPOCHREALTIME",
        "LINENO", "OPTIND", "OPTARG", "OPTERR", "REPLY", "MAPFILE", "COPROC", "DIRSTACK", "FUNCNAME", "GROUPS", "PIPESTATUS", "SHELLOPTS", "BASHOPTS", "BASH", "BASHPID", "BASH_ALIASES", "BASH_ARGC", "BASH_ARGV", "BASH_ARGV0",
        "BASH_CMDS", "BASH_COMMAND", "BASH_EXECUTION_STRING", "BASH_LINENO", "BASH_REMATCH", "BASH_SOURCE", "BASH_SUBSHELL", "BASH_VERSINFO", "BASH_VERSION", "COLUMNS", "LINES", "ERRNO", "TTY", "TTYIDLE", "LISTMAX", "LOGCHECK",
        "WATCH", "watch", "WATCHFMT", "DIRSTACKSIZE", "BAUD", "STTY", "ARGC", "argv", "status", "pipestatus", "signals", "options", "commands", "functions", "aliases", "galiases", "saliases", "builtins", "reswords", "parameters",
        "modules", "history", "historywords", "jobdirs", "jobtexts", "jobstates", "nameddirs", "userdirs", "usergroups", "funcstack", "functrace", "funcfiletrace", "funcsourcetrace", "dirstack", "patchars", "dis_functions",
        "dis_aliases", "dis_builtins", "dis_reswords", "dis_patchars", "termcap", "terminfo", "zsh_eval_context", "ZSH_EVAL_CONTEXT", "ZSH_ARGZERO", "ZSH_NAME", "ZSH_PATCHLEVEL", "ZSH_SUBSHELL", "ZSH_VERSION", "ZSH_SCRIPT",
        "ZSH_EXECUTION_STRING", "ZSH_DEBUG_CMD", "ZLE_LINE_ABORTED", "ZLE_REMOVE_SUFFIX_CHARS", "ZLE_SPACE_SUFFIX_CHARS", "ZLE_RPROMPT_INDENT",
        "hostname", "version", "FISH_VERSION", "fish_pid", "last_pid", "umask", "CMD_DURATION", "status_generation", "pipestatus", "prompt_pwd",
    ];

    /// <summary>Whether a hook may set a variable of this name.</summary>
    public static bool MayBeLoaded(string name) =>
        Names.IsVariable(name) && !Names.IsRefusedTarget(name) && !Special.Contains(name) && !name.StartsWith("__secrets", StringComparison.Ordinal)
        && !name.StartsWith("fish_", StringComparison.Ordinal) && !name.StartsWith("__fish", StringComparison.Ordinal)
        && !name.StartsWith("BASH_FUNC", StringComparison.Ordinal) && !name.StartsWith("COMP_", StringComparison.Ordinal) && !name.StartsWith("READLINE_", StringComparison.Ordinal);
}
