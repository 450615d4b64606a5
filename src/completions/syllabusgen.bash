# bash completion for syllabusgen(1)

_syllabusgen()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=
	COMPREPLY=()

	if [[ $cur == "=" ]]; then
		cur=
	elif [[ $prev == "=" ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	case $prev in
	-t|--to) words='pdf html tex ics' ;;
	--format) words='text json' ;;
	--dump) words='content course document layout' ;;
	-j|--jobs) words='0 1 2 4 8' ;;
	-d|--directory|-r|--root|--init)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -d -- "$cur")
		return ;;
	-o|--output|--calendar)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return ;;
	--set)
		compopt -o nospace
		words='title= term= start= end= revised= language= style.paper= style.size= style.align= style.color=' ;;
	--roll) return ;;
	*)
		if [[ $cur == -* ]]; then
			words='--output --to --directory --jobs --watch --init --set --root --check --list-checks --force --strict
				--quiet --verbose --format --dump --fragment --schema --roll --calendar --write --help --version'
		else
			compopt -o filenames
			mapfile -t COMPREPLY < <(compgen -d -- "$cur"; compgen -f -X '!*.md' -- "$cur")
			return
		fi ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
} &&
complete -F _syllabusgen syllabusgen
