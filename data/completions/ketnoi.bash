# Completion for ketnoi in bash: the program itself says what fits; names of files are left to readline, which keeps
# blanks in them whole and goes on into folders.
_ketnoi() {
    local -a answer
    COMPREPLY=()
    mapfile -t answer < <("${1/#\~/$HOME}" __complete bash "${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)
    case ${answer[0]-} in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
        words) COMPREPLY=("${answer[@]:1}") ;;
    esac
}
complete -F _ketnoi ketnoi
