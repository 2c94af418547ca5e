### Every sentence of ketnoi in English: plain words.
###
### A key is  area-words_of_its_own : the part before the first dash is its area. Messages do not refer to each other.
### “# family: X” says that the keys X-… are made from ids; tests/texts.rs lists the ids of each family and compares.
### “## glossary” words may stand unused: they are the words of the house. Every other key must be used by src/.
### Add keys under your own heading, the same keys in both files. Numbers that are names (years) are passed as text.


## states
#  A report's life; the ids are those of the core.


# family: state
state-awaiting = Awaiting
state-in_progress = In progress
state-received = Received
state-returned = Returned
state-accepted = Accepted
state-exempt = Exempt

# family: state_short
state_short-awaiting = Awaiting
state_short-in_progress = In progress
state_short-received = Received
state_short-returned = Returned
state_short-accepted = Accepted
state_short-exempt = Exempt

# family: timeliness
timeliness-on_time = on time
timeliness-late = late
timeliness-pending = not due yet
timeliness-overdue = overdue
timeliness-none = no due date

# family: resubmit
resubmit-none = no correction asked
resubmit-waiting = waiting for correction
resubmit-overdue = correction overdue

# family: phase
phase-before = before the activities
phase-window = activities under way
phase-day = today is the Day
phase-reporting = reports coming in
phase-overdue = past the deadline
phase-closed = closed

# family: act_status
act_status-planned = Planned
act_status-ongoing = Ongoing
act_status-done = Done
act_status-cancelled = Cancelled

# family: mode
mode-in_person = in person
mode-online = online
mode-mixed = in person and online

# family: kind
kind-document = document
kind-photo = photo
kind-video = video
kind-other = other file

# family: role
role-admin = Administrator
role-desk = Desk officer
role-reviewer = Reviewer
role-province = Provincial officer
role-viewer = Viewer

## time


# family: weekday
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

# family: month
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# family: span
span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
span-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
 }
span-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
 }
span-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
 }

## yaml
#  What is wrong with a YAML file: one sentence, without a full stop; where it is stands in front.

yaml-place = { $file }, line { $line }, column { $column }: { $what }
yaml-whole_file = { $file }: { $what }
yaml-inside = { $what } (in { $path })
yaml-did_you_mean = { $what }; did you mean { $words }?
yaml-or = { $first } or { $last }
yaml-too_large = the file is larger than { $limit } and is not read
yaml-empty = the file has no content
yaml-utf16 = the file is in UTF-16; save it as UTF-8
yaml-not_utf8 = the file is not UTF-8 here; save it as UTF-8
yaml-control = there is a control character { $code }, which may not be in the file
yaml-tab = a tab is used for indentation; YAML takes blanks only
yaml-too_deep = nested deeper than { $limit } levels
yaml-too_many = the file has more than { $limit } entries and is not read
yaml-references = too many “*” references: { $limit } are accepted
yaml-tag = tags (“!”) may not be used in this file
yaml-no_text_key = a key must be text
yaml-second_document = the file holds more than one document (“---”); only one may be there
yaml-duplicate = the key “{ $key }” is already there, above in the same group
yaml-unknown_key = there is no key “{ $key }”
yaml-unknown_word = “{ $word }” is not an accepted value
yaml-choices = { $what } (accepted: { $words })
yaml-missing_key = the required key “{ $key }” is missing
yaml-wrong_type = { $want } is needed here, but this is { $got }
yaml-bad_date = not a valid date; write it like 2020-06-05
yaml-syntax = not valid YAML ({ $detail })
yaml-syntax_colon = a colon stands where none may be: put the whole value in quotes, or mend the indentation
yaml-syntax_bracket = the bracket opened here is not closed where it should be
yaml-syntax_quote = the quote opened here is not closed
yaml-syntax_indent = the indentation does not agree with the lines above, or something stands behind a finished value
yaml-syntax_start = this character cannot begin a value; put the value in quotes
yaml-unknown_anchor = a reference to an anchor “&” that is not there
yaml-unreadable = cannot be read: { $detail }

# family: yaml_want
yaml_want-number = a number
yaml_want-whole = a whole number
yaml_want-text = text
yaml_want-bool = true or false
yaml_want-list = a list
yaml_want-map = a group of key: value
yaml_want-date = a date such as 2020-06-05
yaml_want-range = a whole number from { $least } to { $most }
yaml_want-nothing = nothing
yaml_want-value = another value

# family: yaml_got
yaml_got-number = the number { $value }
yaml_got-text = the text “{ $value }”
yaml_got-bool = { $value }
yaml_got-list = a list
yaml_got-map = a group of key: value
yaml_got-nothing = nothing
yaml_got-other = { $value }

# family: io
io-not_found = there is no such file or folder
io-denied = permission denied
io-exists = a file of that name is already there
io-directory = this is a folder, not a file
io-no_directory = a part of the path is not a folder
io-full = no space left on the disk, or the quota is used up
io-read_only = the file system is read-only
io-interrupted = interrupted
io-timed_out = timed out
io-bad_input = not an ordinary file, or its content is not valid
io-too_large = the file is too large
io-other = the system says: { $detail }

## config
#  Settings: their sources and what can be wrong with them.

config-bad_value = “{ $value }” cannot be used for { $name }; accepted: { $words }
config-origin = { $what } ({ $origin })
config-roles = the key “{ $key }” may not stand here: roles live only in access.yaml, beside the store or in /etc/ketnoi
config-no_file = there is no configuration file { $file }
config-no_data_dir = the user's data directory is not known; set HOME or use --store sqlite:PATH
config-store_scheme = the store “{ $value }” has a form that is not known; write sqlite:PATH
config-store_not_built = this build of ketnoi has no PostgreSQL part; use sqlite:PATH
config-words_size = a size such as 500 MiB, 2 GiB
config-words_path = a path that is not empty
config-words_name = a name that is not empty and has no blanks
config-words_bool = true, false
config-words_folder = a folder that exists
config-words_keys = a key or a list of keys
config-about_store = where the data is kept
config-about_campaign = the campaign; the newest open one if none is set
config-about_lang = the language
config-about_theme = the look: colours and weights by role
config-about_ascii = draw with ASCII characters only
config-about_no_color = draw without colours
config-about_ambiguous = whether the terminal draws characters of ambiguous width in one cell (narrow) or two (wide)
config-about_mouse = the mouse is on from the start
config-about_seconds = seconds are shown in the clock and the time left
config-about_console_font = the Linux console has a font with all Vietnamese letters
config-about_evidence_limit = the largest attached file that is taken
config-about_data_dir = a folder of reference data that goes before what is built in
config-about_log = the program's own log
config-about_keys = other keys for actions

# family: config_origin
config_origin-default = default
config_origin-file = { $file }, line { $line }
config_origin-env = environment variable { $name }
config_origin-flag = option { $name }

## looks
#  Looks (colours and weights by role) and what can be wrong with one.

looks-unknown = there is no look “{ $name }”; there are: { $words }
looks-schema = the format number (schema) must be 1
looks-base = “base” must be the name of a look that is shipped
looks-want_colour = a colour: a name such as green, bright_blue, default; a number from 0 to 255; or "#rrggbb"

## desk
#  The four panes, header, footer.


## unit
#  The sheet of one unit.


## tables
#  Queue, activities, goals, documents, history, contacts.


## forms
#  Text entry, prompts, confirmations.


## help
#  Help, palette, key labels.


## actions
#  One label for each action in the key table.


## refusals
#  Why something may not be: the rule, the date, the way out.


## facts
#  One line for each kind of fact, for histories.


## cli
#  Sentences of the command line.


## cli_help
#  Help of commands and options.


## doctor
#  What is wrong and how to mend it.


## demo
#  The simulated campaign.


## errors
#  What failed, in one sentence.


## glossary
#  Short forms (term_short-…) are for narrow columns.

term-campaign = Campaign
term-deadline = Deadline
term-cutoff = Cut-off
term-days_left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
 }
term-workdays_left = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
 }
term-last_day = through { $date }
term-letter_says = the letter says “{ $words }”
term-letter = Official letter
term-unit = Unit
term-province = Province
term_short-province = Province
term-region = Region
term-report = Report
term-version = Version { $n }
term-activity = Activity
term-goals = Goals
term-sdg = Sustainable Development Goals (SDGs)
term_short-sdg = SDGs
term-connect2030 = Connect 2030
term-evidence = Evidence
term-figure = Figure
term-completeness = Completeness
term-missing = missing
term-extension = extension
term-acknowledge = Acknowledge the letter
term-receive = Record a report
term-accept = Accept
term-return = Return
term-withdraw = Withdraw
term-undo = Undo
term-reason = Reason
term-note = Note
term-entered_later = entered later
term-reach = people reached
term-burn_up = Reports over time
term_short-burn_up = Over time
term-projection = { $n }/{ $total } on time expected
term-history = History
term-recent = Latest
term-queue = Queue
term-inbox = Inbox
term-set_aside = set aside
term-reminder = Reminder
term-contact = Contact
term-call_log = Contact log
term-consolidated_report = Consolidated report
term-timeline = Time line
term-map = Map
term-as_of = as of { $time }
term-updated_at = updated at { $time }
term-stale = DATA LOST since { $time }
term-read_only = view only
term-not_verified = not yet checked against the source
term-help = Help
term-filter = Filter
term-group = Group
term-command = Command
term-pane = Pane
term-mark = Mark
term-quit = Quit
term-back = Back
term-input_method_on = Switch the Vietnamese input method off to use command keys
