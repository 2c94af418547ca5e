#compdef ketnoi
# Completion for ketnoi in zsh: the program itself says what fits, and zsh looks for files.
_ketnoi() {
    local line
    local -a answer values about
    answer=("${(@f)$(${~${(Q)words[1]}} __complete zsh "${(@)words[1,CURRENT]}" 2>/dev/null)}")
    case ${answer[1]} in
        files) _files ;;
        folders) _files -/ ;;
        words)
            for line in "${(@)answer[2,-1]}"; do
                values+=("${line%%$'\t'*}")
                about+=("${line/$'\t'/  -- }")
            done
            (( $#values )) && compadd -U -l -d about -a -- values
            ;;
    esac
}
if [ "$funcstack[1]" = "_ketnoi" ]; then
    _ketnoi "$@"
else
    compdef _ketnoi ketnoi
fi
