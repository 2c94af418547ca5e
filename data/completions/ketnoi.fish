# Completion for ketnoi in fish: the program itself says what fits, and fish looks for files.
function __ketnoi_complete
    set -l words (commandline -opc)
    set -l answer ($words[1] __complete fish $words (commandline -ct) 2>/dev/null)
    switch "$answer[1]"
        case files
            # As for a command that nothing is known of: names of files, with whatever quotes are open.
            complete -C "'' "(commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct)
        case words
            test (count $answer) -gt 1; and printf '%s\n' $answer[2..-1]
    end
end
complete -c ketnoi -f -a '(__ketnoi_complete)'
