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
mode-hybrid = in person and online

# family: kind
kind-document = document
kind-photo = photo
kind-video = video
kind-other = other file

# family: role
role-viewer = Viewer
role-unit_officer = Unit officer
role-editor = Desk officer
role-reviewer = Reviewer
role-administrator = Administrator

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

sheet-no_unit = No unit is selected.
sheet-tab_report = Report
sheet-tab_activities = Activities
sheet-tab_evidence = Evidence
sheet-tab_contacts = Contacts
sheet-tab_figures = Figures
sheet-tab_history = History
sheet-code = code { $code }
sheet-received = Received { $time }
sheet-latest = Version { $version } received { $time }
sheet-acknowledged = Letter acknowledged { $time }
sheet-due = Due by the end of { $date }
sheet-own_extension = extended for this unit
sheet-left = { $span } left
sheet-past = { $span } over
sheet-correction = Correction due by the end of { $date }
sheet-accepted = Accepted by { $who } { $time }
sheet-returned = Returned by { $who } { $time }
sheet-exempted = Exempted by { $who } { $time }
sheet-complete = { $n } of { $total } required parts
sheet-seat = Seat of the administration: { $seat }
sheet-abbr_invented = { $abbr }: letters made up by this program
sheet-iso_namesake = { $iso }: ISO code of the former unit of the same name
sheet-formed_from = Formed from the former units with codes { $codes }
sheet-no_activities = No activity on record yet.
sheet-no_evidence = No evidence yet.
sheet-no_contacts = Nobody to call is known, and nobody has been called yet.
sheet-no_figures = No figures yet.
sheet-no_history = Nothing has happened yet.

## tables
#  Queue, activities, goals, documents, history, contacts.

queue-empty = Nothing is waiting. Every report that came in has been looked at, and no unit is overdue.
queue-no_match = Nothing that waits matches the filter.
queue-how_long = For

acts-count = { $n ->
    [one] { $n } activity
   *[other] { $n } activities
 }
acts-count_of = { $n } of { $total } activities
acts-reach = { $n } people reached
acts-reach_short = People
acts-marked = { $n } marked
acts-unit_short = Unit
acts-files = Files
acts-overdue = Past its day
acts-none = No activity is on record in this campaign yet.
acts-no_match = No activity matches the filter.

# family: acts_by
acts_by-date = by date
acts_by-unit = by unit
acts_by-status = by status
acts_by-kind = by kind
acts_by-title = by title
acts_by-reach = by people reached

goals-counted = activities
goals-no_match = No goal and no activity matches the filter.
goals-activities = Activities: { $n }
goals-of_countries = { $n }% of countries
goals-of_income = { $n }% of average monthly income
goals-by_year = By { $year }: { $how }
goals-at_least = at least { $value }
goals-at_most = at most { $value }
goals-rise = up by at least { $value }
goals-fall = down by at least { $value }
goals-improve = better by at least { $value }
goals-all_countries = every country
goals-parity = women and men level
goals-increase = to increase
goals-serves = Serves SDG { $sdgs } ({ $basis })
goals-basis_match = matches a UN indicator
goals-basis_near = close to a UN indicator
goals-basis_own = our own judgement
goals-served_by = Served by Connect 2030: { $ids }
goals-served_by_none = No Connect 2030 goal is linked to this.
goals-names_ict = The target names ICT in its own text.
goals-indicator_names_ict = The indicator of this target names ICT.
goals-names_no_ict = This target does not name ICT, but an activity is tagged with it.
goals-indicator = Indicator { $id }

docs-theme = Theme
docs-asks = The letter asks
docs-documents = Documents
docs-where = Address: { $url }
docs-no_url = No address on the web is known.
docs-no_gist = No summary yet.
docs-own_copy = Own copy: { $name }, { $size }
docs-no_copy = No own copy yet. Attach one with: { $command }
docs-from = From: { $sender }
docs-to = To: { $to }
docs-days = Day { $day }, activities from { $from } to { $until }

history-empty = The journal has no line yet.
history-no_match = No line matches the filter.
history-loaded = { $n ->
    [one] { $n } line
   *[other] { $n } lines
 }
history-of = { $n } of { $total } lines
history-more = older lines to come
history-capped = for older lines use ketnoi log
history-verified = chain whole: { $n } lines
history-broken = CHAIN BROKEN: { $why }
history-recorded = recorded { $time }
history-behalf = { $actor } (by { $real })
history-detail = command { $cmd } · in the role of { $role } · { $via }

## forms
#  Text entry, prompts, confirmations.


## help
#  Help, palette, key labels.

# family: layer
layer-global = Everywhere
layer-desk = Desk
layer-grid = Grid of units
layer-unit = Sheet of a unit
layer-queue = Queue
layer-activities = Table of activities
layer-goals = Goals
layer-documents = Documents
layer-history = History
layer-help = In the help
layer-confirm = Where a question is asked
layer-form = In a form
layer-text = While typing
layer-palette = In the command list
layer-filter = While typing a filter

help-signs = Signs of a report
help-debt = past its date: a report or a correction is owed
help-mark = marked
help-fresh = changed a moment ago
help-activity_signs = Signs of an activity
help-colours = Colours
help-projection = What is expected if it goes on like this
help-inset = Hoang Sa and Truong Sa archipelagos
help-selected = Selected
help-warn = To be minded
help-error = Something failed
help-palette = Commands
help-no_command = There is no such command.

## actions
#  One label for each action in the key table.


## refusals
#  Why something may not be: the rule, the date, the way out.

# family: refusal
refusal-campaign-closed = { $who } closed campaign { $campaign } on { $when }.
refusal-campaign-closed-way = A closed campaign can only be looked at; to take more reports, start another with “ketnoi campaign new”.
refusal-campaign-already-open = { $who } opened campaign { $what } on { $when }.
refusal-campaign-already-open-way = It need not be opened again; to change it, use “ketnoi campaign amend”.
refusal-campaign-mismatch = This file is for campaign { $what }, not for { $campaign }.
refusal-campaign-mismatch-way = Choose the campaign with --campaign { $what }, or mend “id” in the file.
refusal-roster-not-valid = The roster { $what } is not in force on { $date }.
refusal-roster-not-valid-way = Choose a roster that is in force on that day, or mend “day” in the file.
refusal-amend-drops-units = The amendment takes away { $unit }, which has data on record.
refusal-amend-drops-units-way = Keep { $unit } in the roster; if it need not report, exempt it.
refusal-amend-nothing = The file says the same as campaign { $campaign } does now.
refusal-amend-nothing-way = Change the file and run this again.
refusal-unknown-unit = The roster has no unit “{ $what }”.
refusal-unknown-unit-way = Give a code, an abbreviation or a name; “ketnoi status” lists them.
refusal-no-unit = No unit was named.
refusal-no-unit-way = Name at least one unit by code, abbreviation or name.
refusal-no-version = { $unit } has no version of a report to act on.
refusal-no-version-way = Record a report first; then it can be accepted, returned or withdrawn.
refusal-needs-newer-version = { $who } returned version { $what } of { $unit } on { $when }.
refusal-needs-newer-version-way = Wait for a new version and record it; if it was returned by mistake, whoever returned it can undo that.
refusal-already-accepted = { $who } accepted version { $what } of { $unit } on { $when }.
refusal-already-accepted-way = Nothing need be done; to judge it again, return it with a reason, or wait for a new version.
refusal-already-exempt = { $who } exempted { $unit } on { $when } (reason: “{ $what }”).
refusal-already-exempt-way = Nothing need be done; if the unit reports all the same, record it as usual.
refusal-exempt-owes-nothing = { $who } exempted { $unit } on { $when } (reason: “{ $what }”), so there is nothing to accept or return.
refusal-exempt-owes-nothing-way = Record the report that the unit sent (that ends the exemption), or undo the exemption.
refusal-already-acknowledged = { $unit } acknowledged the letter on { $when }.
refusal-already-acknowledged-way = It need not be recorded again; to add something, write a note.
refusal-reason-missing = This needs a reason.
refusal-reason-missing-way = Give the reason (on the command line: --note).
refusal-text-too-long = The text is too long: a note may have { $note_max } characters, a title { $title_max }.
refusal-text-too-long-way = Shorten it, or attach the whole text as a file.
refusal-future-date = { $when } has not come yet.
refusal-future-date-way = Record it once it has happened; without --at the present moment is taken.
refusal-late-entry-needs-note = This happened on { $when }, more than 24 hours ago.
refusal-late-entry-needs-note-way = Say in a note (--note) why it is entered late; it will be marked “entered later”.
refusal-impossible-date = { $when } lies too far back to be right.
refusal-impossible-date-way = Check day, month and year of --at.
refusal-due-in-past = The due date { $date } has passed.
refusal-due-in-past-way = Choose today or a later day, or leave it out to give { $days } working days.
refusal-extend-not-later = The deadline that holds for { $unit } is the end of { $date }; a new one must be later.
refusal-extend-not-later-way = Choose a day after { $date }.
refusal-unknown-activity = { $given ->
    [yes] There is no activity “{ $what }”.
   *[no] No activity was named.
 }
refusal-unknown-activity-way = Give an activity’s id, such as CBG-3; “ketnoi activity list” lists them.
refusal-activity-over = Activity { $what } is done or cancelled already.
refusal-activity-over-way = To correct it, use “ketnoi activity edit”.
refusal-activity-not-begun = { $given ->
    [yes] Activity { $what } does not begin before { $date }.
   *[no] This activity does not begin before { $date }.
 }
refusal-activity-not-begun-way = Mark it as done once it has been held, or mend its first day.
refusal-nothing-changed = That is what is on record already.
refusal-nothing-changed-way = Change at least one thing and save again.
refusal-title-missing = An activity’s title or a contact’s name is missing.
refusal-title-missing-way = Enter it and save again.
refusal-dates-reversed = The last day lies before the first ({ $date }).
refusal-dates-reversed-way = Mend one of the two.
refusal-unknown-kind = This campaign has no kind of activity “{ $what }”.
refusal-unknown-kind-way = Choose one of: { $known }.
refusal-unknown-goal = Connect 2030 has no goal or target “{ $what }”.
refusal-unknown-goal-way = Give the number of a goal or target, such as 2 or 2.8.
refusal-unknown-sdg = There is no Sustainable Development Goal or target “{ $what }”.
refusal-unknown-sdg-way = Give the number of an SDG or of a target, such as 9 or 9.c.
refusal-unknown-indicator = There is no indicator “{ $what }”.
refusal-unknown-indicator-way = Choose one of: { $known }.
refusal-figure-out-of-bounds = A figure of { $unit } cannot be: { $what }.
refusal-figure-out-of-bounds-way = Check the number and the unit in which it is counted.
refusal-no-file = No file was named.
refusal-no-file-way = Name at least one file to attach.
refusal-unknown-file = { $unit } has no file { $what }.
refusal-unknown-file-way = “ketnoi evidence list” shows the unit’s files.
refusal-already-redacted = The content of the file “{ $what }” of { $unit } was removed before.
refusal-already-redacted-way = Nothing need be done; hash and reason stay in the history.
refusal-unknown-document = This campaign has no document “{ $what }”.
refusal-unknown-document-way = Choose one of: { $known }.
refusal-nothing-to-undo = You have done nothing that could be undone.
refusal-nothing-to-undo-way = Everybody can undo only what they did themselves; the history says who did what.
refusal-undo-rested-on = This cannot be undone: on { $when } { $who } went on with “{ $what }” at { $unit }.
refusal-undo-rested-on-way = Undo the later step first, or record a new one that puts it right.
refusal-undo-never = “{ $what }” by { $who } on { $when } is a step that cannot be undone.
refusal-undo-never-way = Record a new step that puts it right.
refusal-stale = { $who } changed this ({ $unit }) on { $when }, after you had looked at it.
refusal-stale-way = Look at what is there now, and do it again if it is still needed.
refusal-read-only = { $what ->
    [now] Nothing can be written: the clock stands still at a chosen moment (--now).
    [past] Nothing can be written: what is shown is the past.
    [print] Nothing can be written: --print only prints a screen.
   *[asked] Nothing can be written: this session may only look (--read-only).
 }
refusal-read-only-way = { $what ->
    [now] Run it again without --now.
    [past] Go back to the present, or run it again without --as-of and --known-at.
    [print] Add --write if you do want to write.
   *[asked] Run it again without --read-only.
 }

## facts
#  One line for each kind of fact, for histories.

words-moment = { $date } at { $time }
words-all_units = the whole campaign
words-with_note = { $line } – “{ $note }”
words-entered_later = { $line } (entered later, { $recorded })
words-taken_back = { $line } (taken back)
words-yes = yes
words-no = no

# family: files
files-document = { $n ->
    [one] { $n } document
   *[other] { $n } documents
 }
files-photo = { $n ->
    [one] { $n } photo
   *[other] { $n } photos
 }
files-video = { $n ->
    [one] { $n } video
   *[other] { $n } videos
 }
files-other = { $n ->
    [one] { $n } other file
   *[other] { $n } other files
 }

# family: how
how-phone = by telephone
how-mail = by e-mail
how-visit = by visit

# family: figure_unit
figure_unit-percent = %
figure_unit-per_100 = per 100 inhabitants
figure_unit-tonne_year = tonnes a year

# family: fact
fact-campaign_opened = { $shipped ->
    [yes] opened campaign { $campaign } as shipped
   *[no] opened campaign { $campaign } from { $source }
 }
fact-campaign_amended = amended the campaign: { $changed }
fact-campaign_closed = closed the campaign
fact-deadline_extended = { $scope ->
    [unit] deadline extended through { $date }
   *[all] deadline of all extended through { $date }
 }
fact-document_attached = attached the document “{ $title }”: { $file } ({ $size })
fact-report_acknowledged = acknowledged the letter
fact-report_received = { $some ->
    [yes] received version { $version }: { $files }
   *[no] received version { $version }, without files
 }
fact-report_returned = returned version { $version }: “{ $reason }”, correction due { $due }
fact-report_accepted = accepted version { $version }
fact-report_exempted = exempted from reporting
fact-report_withdrawn = withdrew version { $version }
fact-report_noted = note
fact-figure_recorded = { $unusual ->
    [yes] figure “{ $label }”: { $value } (unusual)
   *[no] figure “{ $label }”: { $value }
 }
fact-contact_set = contact: { $contact }
fact-contact_logged = contacted { $how }
fact-activity_added = added activity { $id }: { $title } ({ $kind }, { $days })
fact-activity_edited = changed activity { $id }: { $title }
fact-activity_done = { $told ->
    [yes] activity { $id } done, { $reach } people reached
   *[no] activity { $id } done
 }
fact-activity_cancelled = cancelled activity { $id }
fact-evidence_added = { $of ->
    [activity] added evidence to { $id }: { $files }
   *[unit] added evidence: { $files }
 }
fact-evidence_redacted = removed the content of “{ $file }”
fact-command_undone = { $again ->
    [yes] redone: { $what }
   *[no] undone: { $what }
 }

# family: fact_short
fact_short-campaign_opened = campaign opened
fact_short-campaign_amended = campaign amended
fact_short-campaign_closed = campaign closed
fact_short-deadline_extended = extended to { $date }
fact_short-document_attached = document added
fact_short-report_acknowledged = letter acknowledged
fact_short-report_received = version { $version } in
fact_short-report_returned = version { $version } returned
fact_short-report_accepted = version { $version } accepted
fact_short-report_exempted = exempted
fact_short-report_withdrawn = version { $version } withdrawn
fact_short-report_noted = note
fact_short-figure_recorded = figure added
fact_short-contact_set = contact changed
fact_short-contact_logged = contacted
fact_short-activity_added = { $id } added
fact_short-activity_edited = { $id } changed
fact_short-activity_done = { $id } done
fact_short-activity_cancelled = { $id } cancelled
fact_short-evidence_added = { $n ->
    [one] { $n } file added
   *[other] { $n } files added
 }
fact_short-evidence_redacted = file removed
fact_short-command_undone = undone

# family: fact_name
fact_name-campaign_opened = opening of the campaign
fact_name-campaign_amended = amendment of the campaign
fact_name-campaign_closed = closing of the campaign
fact_name-deadline_extended = extension
fact_name-document_attached = document attached
fact_name-report_acknowledged = acknowledgement of the letter
fact_name-report_received = receipt of a report
fact_name-report_returned = return of a report
fact_name-report_accepted = acceptance of a report
fact_name-report_exempted = exemption
fact_name-report_withdrawn = withdrawal of a report
fact_name-report_noted = note
fact_name-figure_recorded = figure recorded
fact_name-contact_set = contact set
fact_name-contact_logged = contact logged
fact_name-activity_added = activity added
fact_name-activity_edited = activity changed
fact_name-activity_done = activity done
fact_name-activity_cancelled = activity cancelled
fact_name-evidence_added = evidence added
fact_name-evidence_redacted = file content removed
fact_name-command_undone = undo

unit_line-state_version = { $state } (version { $version })
unit_line-received = received { $time }
unit_line-received_first_latest = received { $time }, latest version { $latest }
unit_line-on_time_by_extension = on time thanks to a later extension
unit_line-until = { $word } (last day { $date })
unit_line-not_reviewed = not reviewed yet
unit_line-newer_after_acceptance = newer version after acceptance, not reviewed yet
unit_line-correction_due = correction due { $date }
unit_line-correction_overdue = correction overdue (was due { $date })
unit_line-reason = reason: “{ $reason }”
unit_line-acknowledged = letter acknowledged { $time }
unit_line-activities = { $n ->
    [one] { $n } activity
   *[other] { $n } activities
 }
unit_line-no_files = no evidence yet
unit_line-complete = complete
unit_line-missing = missing: { $parts }
unit_line-last_contact = last contact { $time } ({ $how })
unit_line-no_contact = not contacted yet

words-version = version { $n }
words-redacted = removed
words-not_opened = not opened
words-activity_overdue = Past its day, not confirmed

via-cli = command line
via-tui = dashboard
via-mail = mail

# family: why
why-unreviewed = received, not reviewed
why-correction_overdue = correction overdue
why-overdue = report overdue

report_lines-part_present = there: { $part }
report_lines-part_missing = missing: { $part }
report_lines-part_optional = not there (not required): { $part }

heading-activities = Activities
heading-actor = Who
heading-at = When
heading-belongs_to = Belongs to
heading-code = Code
heading-contact = Contact
heading-day = Day
heading-days = Dates
heading-documents = Documents
heading-fact = What
heading-file = File
heading-goals = Connect 2030
heading-id = Id
heading-kind = Kind
heading-last_contact = Last contact
heading-last_day = Last day
heading-missing = Missing
heading-mode = Mode
heading-name = Name
heading-note = Note
heading-opened = Opened
heading-phase = Phase
heading-photos = Photos
heading-reach = People reached
heading-received_at = Received
heading-sdg = SDGs
heading-seq = No.
heading-sha256 = SHA-256
heading-since = Since
heading-size = Size
heading-state = State
heading-status = Status
heading-timeliness = Timeliness
heading-title = Title
heading-unit = Unit
heading-units = Units
heading-via = Via
heading-videos = Videos
heading-waiting = Waiting
heading-why = Why

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

errors-refused = This was refused by the rule “{ $rule }”.
errors-no_campaign = There is no campaign yet; open one with “ketnoi campaign open”.
errors-unknown_campaign = There is no campaign “{ $id }”; “ketnoi campaign list” shows what there is.
errors-unknown_campaign_known = There is no campaign “{ $id }”; there are: { $known }.
errors-unknown_campaign_near = There is no campaign “{ $id }”; did you mean { $known }?

store-absent = There is no store at { $path }; it is made by the first command that writes, or choose another with --store.
store-foreign = { $path } is not a store of ketnoi; check the path given with --store.
store-newer = { $path } was written by a newer ketnoi (version { $found }, this one reads up to { $known }); please upgrade ketnoi.
store-newer_fact = Fact { $seq } ({ $name }, version { $version }) was written by a newer ketnoi; please upgrade and start again.
store-damaged = The store { $path } is damaged ({ $detail }); bring back a backup with “ketnoi restore”.
store-broken_chain = The chain of facts of { $stream } is wrong from number { $seq } on: { $how }; write no more and compare with a backup.
store-busy = The store is busy and our turn did not come; please try again.
store-full = There is no space left at { $path }; free some and do it again, nothing was half written.
store-read_only = { $path } can only be read; check who may write the file and its folder.
store-too_large = The file is larger than { $limit } and is not taken; compress or split it.
store-old_engine = SQLite { $found } is too old and could lose data; 3.51.3 or later is needed.
store-io = { $path }: { $detail }
store-engine = The store { $path } reports an error: { $detail }
store-payload = Some data could not be read or written: { $detail }

# family: chain
chain-hash = the hash does not match
chain-gap = a number is missing
chain-payload = the content cannot be read
chain-snapshot = the stored state differs from a full replay

refdata-unknown_roster = There is no roster “{ $id }”; there are: { $known }
refdata-file = { $file }: { $what }

roster-duplicate = the code or abbreviation “{ $what }” stands twice
roster-bad_code = “{ $what }” cannot be a unit’s code
roster-unknown_region = unit { $unit } is in region “{ $what }”, which is not listed
roster-unknown_parent = unit { $unit } is below “{ $what }”, which is not listed or goes round in a circle
roster-unknown_owner = the archipelago “{ $what }” belongs to unit { $unit }, which is not listed
roster-empty = there is no unit
roster-too_large = there is too much text in it

campaign_file-and_more = { $what } (and { $n } more)
campaign_file-in_key = key “{ $key }”: { $what }

# family: form_problem
form_problem-schema = only schema 1 can be read, the file says “{ $what }”
form_problem-id = “{ $what }” cannot be a campaign’s id: lower-case letters, digits and hyphens, 2 to 40 characters, a letter first
form_problem-todo = a TODO must still be rewritten: “{ $what }”
form_problem-empty = is empty
form_problem-timezone = the time zone “{ $what }” cannot be used; write Asia/Ho_Chi_Minh or an offset such as +07:00
form_problem-cutoff = “{ $what }” is not a moment; write it like 2020-06-05T00:00:00+07:00
form_problem-cutoff-before-window = the cut-off must come after the first day of the activities ({ $what })
form_problem-window = the last day lies before the first ({ $what })
form_problem-day-outside-roster = the roster { $what } is not in force on the Day
form_problem-duplicate = “{ $what }” stands twice
form_problem-unknown-unit = the roster has no unit with the code “{ $what }”
form_problem-unknown-indicator = there is no indicator “{ $what }”
form_problem-unknown-goal-set = sets of goals can only be: { $what }

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
