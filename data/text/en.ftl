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

forms-title_acknowledge = Acknowledge the letter
forms-title_receive = Record a report
forms-title_return = Return the report
forms-title_accept = Accept the report
forms-title_withdraw = Withdraw the report
forms-title_exempt = Exempt from reporting
forms-title_note = Note
forms-title_figure = Record a figure
forms-title_call = Log a contact
forms-title_contact = Contact person
forms-title_extend = Extend the deadline
forms-title_activity_add = New activity
forms-title_activity_edit = Change the activity
forms-title_activity_done = Activity was held
forms-title_activity_cancel = Cancel the activity
forms-n_units = { $n ->
    [one] { $n } unit
   *[other] { $n } units
 }
forms-n_activities = { $n ->
    [one] { $n } activity
   *[other] { $n } activities
 }

forms-label_reason = Reason
forms-label_note = Note
forms-label_came_with = What came with it
forms-label_due = Correction due
forms-label_when = When
forms-label_indicator = Indicator
forms-label_value = Value
forms-label_how = How
forms-label_name = Name
forms-label_position = Position
forms-label_phone = Telephone
forms-label_mail = E-mail
forms-label_scope = For
forms-label_until = New last day
forms-label_kind = Kind
forms-label_title = Title
forms-label_from = First day
forms-label_to = Last day
forms-label_mode = Held
forms-label_reach = People reached
forms-label_sdgs = SDGs
forms-label_goals = Connect 2030
forms-label_status = Status

forms-yes = Yes
forms-no = No
forms-how_phone = By telephone
forms-how_mail = By e-mail
forms-how_visit = In person
forms-scope_one = this unit alone
forms-scope_all = all units
forms-status_auto = from the dates
forms-unit_per_100 = per 100 inhabitants
forms-unit_tonne_year = tonnes a year

forms-hint_required = Required.
forms-hint_optional = May be left empty.
forms-hint_most = At most { $n } characters.
forms-hint_left = { $n ->
    [one] { $n } character left.
   *[other] { $n } characters left.
 }
forms-hint_choice = Choose one of them.
forms-hint_date = Write it like 04/06, 04/06/2020 or +5 (days from today); the day comes first.
forms-hint_read_as = Read as: { $what }.
forms-hint_due_empty = Left empty: { $n } working days, through { $date }.
forms-hint_from_empty = Left empty: today.
forms-hint_to_empty = Left empty: one day only.
forms-hint_holds = Deadline now: through { $date }.
forms-hint_when = Write it like 14:03, 27/05 14:03 or 27/05/2020.
forms-hint_when_empty = Left empty: now.
forms-hint_late_entry = More than 24 hours ago: a note is needed, and it is marked as entered later.
forms-hint_reach = A number of people; leave it empty where it is not known.
forms-hint_reach_done = A number of people; left empty, the number on record is kept.
forms-hint_people = { $n ->
    [one] { $n } person.
   *[other] { $n } people.
 }
forms-hint_phone = With area code, and extension if there is one.
forms-hint_mail = Write it like office@province.gov.vn.
forms-hint_sdgs = SDGs or SDG targets with commas between: 9, 9.c.
forms-hint_goals = Goals or targets with commas between: 2, 2.8.
forms-hint_tag_near = “{ $word }” is none yet; there are: { $words }.
forms-hint_status_auto = Planned, ongoing or done, as the dates lie to today.
forms-hint_bounds = From { $least } to { $most }.
forms-hint_unusual = Unusual: it is kept and marked.
forms-hint_last = Last time: { $value } ({ $date }).
forms-hint_no_last = No figure yet.
forms-cut = Only the first { $n } characters were kept; the rest was dropped.

forms-wrong_missing = This may not be empty
forms-wrong_date = Not a date; write it like 04/06/2020, 04/06 or +5
forms-wrong_when = Not a time; write it like 27/05 14:03
forms-wrong_future = { $time } has not come yet
forms-wrong_past = { $date } has passed; choose today or a later day
forms-wrong_not_later = It must be after the deadline that holds now, { $date }
forms-wrong_reversed = The last day lies before the first, { $date }
forms-wrong_number = Not a number
forms-wrong_whole = It must be a whole number, not below zero
forms-wrong_bounds = It must lie between { $least } and { $most }
forms-wrong_sdg = There is no SDG “{ $word }”; there are: { $words }
forms-wrong_goal = There is no goal “{ $word }”; there are: { $words }
forms-wrong_mail = Not an e-mail address
forms-wrong_phone = Not a telephone number
forms-wrong_needs_note = Entered more than 24 hours late: a note must say why
forms-wrong_not_begun = It cannot be done yet: its first day is { $date }
forms-wrong_nothing = Nothing has changed

forms-ask_bulk = Change several units at once?
forms-ask_close = Close the campaign?
forms-ask_discard = Throw away what was typed?
forms-ask_quit = Quit and throw away what was typed?
forms-will_change = { $n ->
    [one] { $n } unit will change: { $names }
   *[other] { $n } units will change: { $names }
 }
forms-none_change = No unit can change
forms-cannot = { $n ->
    [one] { $n } unit stays as it is, { $why }: { $names }
   *[other] { $n } units stay as they are, { $why }: { $names }
 }
forms-and_more = and { $n } more
forms-why_no_version = no report has come in
forms-why_needs_newer = returned, waiting for a new version
forms-why_accepted = accepted already
forms-why_exempt = exempt
forms-why_acknowledged = the letter was acknowledged already
forms-why_closed = the campaign is closed
forms-close_final = Once closed, nothing more can be recorded, and closing cannot be undone.
forms-close_waiting = { $n ->
    [one] { $n } unit has not reported.
   *[other] { $n } units have not reported.
 }
forms-close_unreviewed = { $n ->
    [one] { $n } report has not been reviewed.
   *[other] { $n } reports have not been reviewed.
 }
forms-discard_lines = The open form holds something that was not recorded.
forms-filter = Filter:
forms-filter_matches = { $n ->
    [one] { $n } match
   *[other] { $n } matches
 }

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
