namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// What <c>secrets hook SHELL</c> prints. At each prompt (and, in zsh and fish, after each change of the folder) it looks for the nearest
/// <c>secrets.yml</c> and compares three things with built-ins alone: the file's time with that of the last answer's mark, the daemon's line of
/// changes, and which file it is. Only when one of them is another does it ask <c>secrets __hook</c>, whose answer it evaluates.
/// </summary>
/// <remarks>
/// All variables and functions of ours begin with <c>__secrets_</c>, which no secret's variable may. The functions that an answer calls:
/// <c>__secrets_fit NAME…</c> fails where one of them can take no text; <c>__secrets_keep NAME…</c> remembers what only the shell knows of
/// them; <c>__secrets_back NAME [FORMER]</c> puts it back. Tracing is off meanwhile: an answer has values in it.
/// </remarks>
internal static class ShellScripts
{
    public const string Bash =
        """
        # secrets hook for bash; made by 'secrets hook bash'
        __secrets_program=@PROGRAM@
        __secrets_changes=@CHANGES@
        __secrets_key=unknown __secrets_stamp= __secrets_mark= __secrets_said=

        __secrets_fit() {
            local __secrets_name __secrets_text
            for __secrets_name; do
                declare -p "$__secrets_name" >/dev/null 2>&1 || continue
                __secrets_text=$(declare -p "$__secrets_name" 2>/dev/null)
                case $__secrets_text in
                    'declare -- '*|'declare -x '*) ;;
                    *)
                        printf 'secrets: error: %s is read-only or no plain text in this shell, so nothing was loaded\n' "$__secrets_name" >&2
                        return 1
                        ;;
                esac
            done
        }

        __secrets_keep() {
            local __secrets_name
            for __secrets_name; do
                [[ -z ${!__secrets_name+set} ]] || printf -v "__secrets_kept_$__secrets_name" %s "${!__secrets_name}"
            done
        }

        __secrets_back() {
            local __secrets_kept=__secrets_kept_$1
            unset -v "$1"
            if (($# > 1)); then
                export "$1=$2"
            elif [[ -n ${!__secrets_kept+set} ]]; then
                printf -v "$1" %s "${!__secrets_kept}"
            fi
            unset -v "$__secrets_kept"
        }

        __secrets_hook() {
            local __secrets_status=$? __secrets_flags=$-
            { set +xvT; } 2>/dev/null
            local __secrets_file= __secrets_folder=${PWD%/} __secrets_next= __secrets_now= __secrets_equal= __secrets_text= __secrets_run=
            while :; do
                if [[ -f $__secrets_folder/secrets.yml ]]; then
                    __secrets_file=$__secrets_folder/secrets.yml
                    break
                fi
                [[ $__secrets_folder == */* ]] || break
                __secrets_folder=${__secrets_folder%/*}
            done
            if [[ -n $__secrets_file ]]; then
                if [[ -r $__secrets_changes ]]; then IFS= read -r __secrets_now <"$__secrets_changes"; fi
                if [[ -e $__secrets_mark && ! $__secrets_file -nt $__secrets_mark && ! $__secrets_file -ot $__secrets_mark ]]; then __secrets_equal=1; fi
                __secrets_next=$__secrets_file:${SECRETS_HOME-}:${SECRETS_PROJECT-}:${SECRETS_ENVIRONMENT-}
                if [[ $__secrets_next != "$__secrets_key" || $__secrets_now != "$__secrets_stamp" || -z $__secrets_equal ]]; then __secrets_run=1; fi
            elif [[ -n ${SECRETS_HOOK-} ]]; then
                __secrets_run=1
            fi
            if [[ -n $__secrets_run ]]; then
                [[ -x $__secrets_program ]] || __secrets_program=secrets
                __secrets_text=$(command "$__secrets_program" __hook@QUIET@ bash "$__secrets_file" "$__secrets_said")
                __secrets_stamp=$__secrets_now
                eval "$__secrets_text"
            fi
            __secrets_key=$__secrets_next
            if [[ -z $__secrets_file ]]; then __secrets_said=; fi
            case $__secrets_flags in *T*) set -T ;; esac
            case $__secrets_flags in *v*) set -v ;; esac
            case $__secrets_flags in *x*) set -x ;; esac
            return "$__secrets_status"
        }

        if [[ $(declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
            [[ " ${PROMPT_COMMAND[*]} " == *__secrets_hook* ]] || PROMPT_COMMAND=(__secrets_hook "${PROMPT_COMMAND[@]}")
        elif [[ ${PROMPT_COMMAND-} != *__secrets_hook* ]]; then
            PROMPT_COMMAND=__secrets_hook${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND}
        fi

        """;

    public const string Zsh =
        """
        # secrets hook for zsh; made by 'secrets hook zsh'
        typeset -g __secrets_program=@PROGRAM@
        typeset -g __secrets_changes=@CHANGES@
        typeset -g __secrets_key=unknown __secrets_stamp= __secrets_mark= __secrets_said=

        __secrets_fit() {
            local __secrets_name
            for __secrets_name; do
                case ${(Pt)__secrets_name} in
                    ''|scalar|scalar-export) ;;
                    *)
                        print -r -u2 -- "secrets: error: $__secrets_name is read-only or no plain text in this shell, so nothing was loaded"
                        return 1
                        ;;
                esac
            done
        }

        __secrets_keep() {
            local __secrets_name
            for __secrets_name; do
                [[ -z ${(P)__secrets_name+set} ]] || typeset -g "__secrets_kept_$__secrets_name=${(P)__secrets_name}"
            done
        }

        __secrets_back() {
            local __secrets_kept=__secrets_kept_$1
            unset -v "$1"
            if (( $# > 1 )); then
                typeset -gx "$1=$2"
            elif [[ -n ${(P)__secrets_kept+set} ]]; then
                typeset -g "$1=${(P)__secrets_kept}"
            fi
            unset -v "$__secrets_kept"
        }

        __secrets_hook() {
            local __secrets_status=$?
            emulate -L zsh -o no_xtrace -o no_verbose -o no_aliases
            local __secrets_file= __secrets_folder=${PWD%/} __secrets_next= __secrets_now= __secrets_equal= __secrets_text= __secrets_run=
            while :; do
                if [[ -f $__secrets_folder/secrets.yml ]]; then
                    __secrets_file=$__secrets_folder/secrets.yml
                    break
                fi
                [[ $__secrets_folder == */* ]] || break
                __secrets_folder=${__secrets_folder%/*}
            done
            if [[ -n $__secrets_file ]]; then
                if [[ -r $__secrets_changes ]]; then IFS= read -r __secrets_now <"$__secrets_changes"; fi
                if [[ -e $__secrets_mark && ! $__secrets_file -nt $__secrets_mark && ! $__secrets_file -ot $__secrets_mark ]]; then __secrets_equal=1; fi
                __secrets_next=$__secrets_file:${SECRETS_HOME-}:${SECRETS_PROJECT-}:${SECRETS_ENVIRONMENT-}
                if [[ $__secrets_next != "$__secrets_key" || $__secrets_now != "$__secrets_stamp" || -z $__secrets_equal ]]; then __secrets_run=1; fi
            elif [[ -n ${SECRETS_HOOK-} ]]; then
                __secrets_run=1
            fi
            if [[ -n $__secrets_run ]]; then
                [[ -x $__secrets_program ]] || __secrets_program=secrets
                __secrets_text=$(command "$__secrets_program" __hook@QUIET@ zsh "$__secrets_file" "$__secrets_said")
                __secrets_stamp=$__secrets_now
                eval "$__secrets_text"
            fi
            __secrets_key=$__secrets_next
            if [[ -z $__secrets_file ]]; then __secrets_said=; fi
            return $__secrets_status
        }

        typeset -ga precmd_functions chpwd_functions
        (( ${precmd_functions[(Ie)__secrets_hook]} )) || precmd_functions=(__secrets_hook $precmd_functions)
        (( ${chpwd_functions[(Ie)__secrets_hook]} )) || chpwd_functions=(__secrets_hook $chpwd_functions)

        """;

    public const string Fish =
        """
        # secrets hook for fish; made by 'secrets hook fish'
        set -g __secrets_program @PROGRAM@
        set -g __secrets_changes @CHANGES@
        set -g __secrets_key unknown
        set -g __secrets_stamp ''
        set -g __secrets_mark ''
        set -g __secrets_said ''

        function __secrets_fit
        end

        function __secrets_keep
            for __secrets_name in $argv
                set -e __secrets_kept_$__secrets_name
                set -g __secrets_how_$__secrets_name none
                if set -qg $__secrets_name
                    set -g __secrets_kept_$__secrets_name $$__secrets_name
                    set -g __secrets_how_$__secrets_name plain
                    set -qgx $__secrets_name; and set -g __secrets_how_$__secrets_name exported
                end
            end
        end

        function __secrets_back
            set -l __secrets_how __secrets_how_$argv[1]
            set -l __secrets_kept __secrets_kept_$argv[1]
            set -eg $argv[1]
            if set -q $__secrets_how
                switch $$__secrets_how
                    case exported
                        set -gx $argv[1] $$__secrets_kept
                    case plain
                        set -gu $argv[1] $$__secrets_kept
                end
            else if set -q argv[2]
                set -gx $argv[1] $argv[2]
            end
            set -eg $__secrets_how
            set -eg $__secrets_kept
        end

        function __secrets_hook --on-event fish_prompt --on-variable PWD
            set -l __secrets_status $status
            set -l fish_trace
            set -l __secrets_file ''
            # empty: a path with a newline in it is not split
            set -l IFS
            set -l __secrets_folder (string replace -r '/\z' '' -- $PWD)
            while true
                if test -f "$__secrets_folder/secrets.yml"
                    set __secrets_file "$__secrets_folder/secrets.yml"
                    break
                end
                string match -q '/*' -- "$__secrets_folder"; or break
                set __secrets_folder (string replace -r '/[^/]*\z' '' -- "$__secrets_folder")
            end
            set -l __secrets_next ''
            set -l __secrets_now ''
            set -l __secrets_equal ''
            set -l __secrets_run ''
            if test -n "$__secrets_file"
                test -r "$__secrets_changes"; and read -l __secrets_line <$__secrets_changes; and set __secrets_now $__secrets_line
                if test -e "$__secrets_mark" -a ! "$__secrets_file" -nt "$__secrets_mark" -a ! "$__secrets_file" -ot "$__secrets_mark"
                    set __secrets_equal 1
                end
                set __secrets_next "$__secrets_file:$SECRETS_HOME:$SECRETS_PROJECT:$SECRETS_ENVIRONMENT"
                if test "$__secrets_next" != "$__secrets_key" -o "$__secrets_now" != "$__secrets_stamp" -o -z "$__secrets_equal"
                    set __secrets_run 1
                end
            else if set -q SECRETS_HOOK
                set __secrets_run 1
            end
            if test -n "$__secrets_run"
                test -x "$__secrets_program"; or set -g __secrets_program secrets
                set -l __secrets_text (command $__secrets_program __hook@QUIET@ fish "$__secrets_file" "$__secrets_said" | string collect)
                set -g __secrets_stamp $__secrets_now
                eval $__secrets_text
            end
            set -g __secrets_key $__secrets_next
            test -n "$__secrets_file"; or set -g __secrets_said ''
            return $__secrets_status
        end

        """;
}
