namespace Secrets.Tui.Commands.Help;

/// <summary>
/// What the shells load. All of them ask <c>secrets __complete -- WORD…</c>, so that the tables are the one place that knows the
/// commands: a line is a candidate with its description after a tab, or <c>:files</c>, or <c>:command N</c> (from word N on it is
/// another program's command line).
/// </summary>
internal static class CompletionScripts
{
    public const string Bash =
        """
        # bash completion for secrets; made by 'secrets completion bash'
        _secrets() {
            local line candidate
            COMPREPLY=()
            while IFS= read -r line; do
                case $line in
                    :files) compopt -o default 2>/dev/null ;;
                    :command\ *)
                        if declare -F _command_offset >/dev/null; then
                            _command_offset "${line#:command }"
                        else
                            compopt -o default 2>/dev/null
                        fi
                        ;;
                    *)
                        candidate=${line%%$'\t'*}
                        case $candidate in *=) compopt -o nospace 2>/dev/null ;; esac
                        COMPREPLY+=("$candidate")
                        ;;
                esac
            done < <(secrets __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -F _secrets secrets

        """;

    public const string Zsh =
        """
        #compdef secrets
        # zsh completion for secrets; made by 'secrets completion zsh'
        _secrets() {
            local line name
            local -a candidates assignments
            while IFS= read -r line; do
                case $line in
                    :files) _files; return ;;
                    :command\ *)
                        local skip=${line#:command }
                        words=("${(@)words[skip + 1,-1]}")
                        (( CURRENT -= skip ))
                        _normal
                        return
                        ;;
                    *)
                        name=${line%%$'\t'*}
                        if [[ $name == *= ]]; then
                            assignments+=("$name")
                        elif [[ $line == *$'\t'* ]]; then
                            candidates+=("${name//:/\\:}:${line#*$'\t'}")
                        else
                            candidates+=("${name//:/\\:}")
                        fi
                        ;;
                esac
            done < <(secrets __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
            (( $#candidates )) && _describe secrets candidates
            (( $#assignments )) && compadd -S '' -- $assignments
        }
        if [ "$funcstack[1]" = _secrets ]; then
            _secrets "$@"
        else
            compdef _secrets secrets
        fi

        """;

    public const string Fish =
        """
        # fish completion for secrets; made by 'secrets completion fish'
        function __secrets_complete
            set -l words (commandline -opc) (commandline -ct)
            for line in (secrets __complete -- $words[2..-1] 2>/dev/null)
                switch $line
                    case ':files'
                        __fish_complete_path (commandline -ct)
                    case ':command *'
                        set -l program $words[(math (string replace ':command ' '' -- $line) + 1)..-1]
                        complete -C (string join ' ' -- $program)
                    case '*'
                        printf '%s\n' $line
                end
            end
        end
        complete -c secrets -f -a '(__secrets_complete)'

        """;
}
