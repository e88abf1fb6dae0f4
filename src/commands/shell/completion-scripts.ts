/** What each shell reads to complete v7's words: it asks v7 itself, so that it knows addresses as well as commands. */
export const completionScripts = {
  // What is typed holds quotes and backslashes, and what is completed needs them where a name has blanks.
  bash: `_v7() {
  local word words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  local open="\${COMP_WORDS[COMP_CWORD]:0:1}"
  words=("\${words[@]//\\\\/}")
  words=("\${words[@]//[\\'\\"]/}")
  COMPREPLY=()
  while IFS= read -r word; do
    case "$open" in
      [\\'\\"]) COMPREPLY+=("$word") ;;
      *) COMPREPLY+=("$(printf %q "$word")") ;;
    esac
  done < <(v7 completion --suggest -- "\${words[@]}" 2>/dev/null)
}
complete -o default -F _v7 v7
`,
  zsh: `#compdef v7
_v7() {
  local -a found
  found=("\${(@f)$(v7 completion --suggest -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -a found; else _files; fi
}
compdef _v7 v7
`,
  fish: `complete -c v7 -f -a '(v7 completion --suggest -- (commandline -opc)[2..] (commandline -ct | string unescape) 2>/dev/null)'
`,
} as const;

export type Shell = keyof typeof completionScripts;

/** Where a shell looks for it, in a line to paste. */
export const completionPlaces: { readonly [shell in Shell]: string } = {
  bash: "echo 'eval \"$(v7 completion bash)\"' >> ~/.bashrc",
  zsh: "echo 'eval \"$(v7 completion zsh)\"' >> ~/.zshrc",
  fish: "v7 completion fish > ~/.config/fish/completions/v7.fish",
};
