### Every sentence of ketnoi in English: plain words.
###
### A key is  area-words_of_its_own : the part before the first dash is its area. Messages do not refer to each other.
### “# family: X” says that the keys X-… are made from ids; tests/core/texts.rs lists the ids of each family and compares.
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
unit_line-expected = expected
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
yaml-tab = a tab is used for indentation; YAML takes spaces only
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
yaml-syntax_colon = a colon stands where none may be: put the whole value in quotes, or correct the indentation
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
config-log_in_store = the log cannot be { $file }: that belongs to a store of ketnoi
config-log_in_settings = the log cannot be { $file }: that belongs to the settings or the access rules of ketnoi
config-no_data_dir = the user's data directory is not known; set HOME or use --store sqlite:PATH
config-store_scheme = the store “{ $value }” has a form that is not known; write sqlite:PATH or postgres://HOST/DATABASE
config-store_in_memory = ketnoi keeps no store in memory; write sqlite:PATH, or look around with “ketnoi demo”
config-store_options = a store has no options after “?”; write sqlite:{ $path }, and --read-only to look without writing
config-store_folder = “{ $value }” is a folder; name the store’s file in it, such as sqlite:FOLDER/ketnoi.db
config-store_part = “{ $value }” is a part of a store or of the settings and no store; name the store’s own file, such as sqlite:FOLDER/ketnoi.db
config-store_password = a store’s address holds no password, because others can see it; put the password as one line into a file that only you may read (chmod 600) and add ?password_file=FILE, or let the server know the account by itself (peer)
config-store_server_part = { $part ->
        [host] the host
        [port] the port
        [database] the database
        [user] the account
        [schema] the schema (small letters, figures, _)
        [tls] tls (on or off)
       *[other] { $part }
    } in the store’s address is missing or cannot be used; write postgres://ACCOUNT@HOST:PORT/DATABASE?schema=NAME
config-store_server_unknown = a store’s address has no “{ $key }”; after “?” stand schema, tls, ca_file or password_file
config-store_server_twice = “{ $key }” stands twice in the store’s address; leave one
config-words_size = a size such as 500 MiB, 2 GiB
config-words_minutes = minutes from 1 to 1440
config-words_seconds = seconds from 1 to 3600
config-words_count = a number from 0 to 1000
config-words_path = a path that is not empty
config-words_name = a name that is not empty and contains no spaces
config-words_bool = true, false
config-words_folder = a folder that exists
config-words_keys = a key or a list of keys
config-about_store = where the data is kept
config-about_files = where files are kept, if not in the folder beside the store
config-about_campaign = the campaign; the newest open one if none is set
config-about_lang = the language
config-about_theme = the look: colours and weights by role; `auto` takes the one that fits the terminal and its background
config-about_ascii = draw with ASCII characters only; the same as `glyphs: ascii`
config-about_glyphs = the signs to draw with: `windows` are those that the font of every Windows console has, `full` are all; `auto` takes all where the terminal says that it has them, else those of Windows
config-about_no_color = draw without colours
config-about_ambiguous = whether the terminal draws characters of ambiguous width in one cell (narrow) or two (wide)
config-about_mouse = the mouse is on from the start
config-about_seconds = seconds are shown in the clock and the time left
config-about_line = the line to the terminal: guessed (auto: over SSH the terminal is asked how far it has read), never asked (fast), or always asked and without seconds (slow)
config-about_console_font = the Linux console has a font with all Vietnamese letters
config-about_evidence_limit = the largest attached file that is taken
config-about_put_minutes = the minutes that a file sent with “put” may take
config-about_put_stall_seconds = the seconds without a byte after which a sender is given up
config-about_put_at_once = how many files each name may send at once
config-about_put_daily = how much each name may send in a day
config-about_disk_reserve = the room of the disk that is left to the journal; with less, no file is taken (usually 256 MiB, on a small disk 2 %)
config-about_data_dir = a folder of reference data that goes before what is built in
config-about_log = the program's own log
config-about_keys = other keys for actions
config-words_sources = a source or a list of sources: files, folders, imaps://user@host/FOLDER (TLS, port 993), imap://user@host/FOLDER (STARTTLS, port 143)
config-words_names = a name or a list of names
config-words_whole = a whole number above 0
config-about_intake_sources = where letters come from: what “inbox sweep” reads where no source is named
config-about_intake_own_domains = own mail domains: a forward from here counts as the inner letter’s evidence
config-about_intake_authserv_ids = whose Authentication-Results are believed (RFC 8601)
config-about_intake_receiving_hosts = own mail servers: whose Received line says when a letter arrived
config-about_intake_password_file = the file with the password for the mail server, which only its owner may read; without it, a credential of systemd
config-about_intake_ca_file = whose certificates the mail server may show, in place of those that the system trusts
config-about_intake_message = the largest letter that is read; of a larger one the head and the size are recorded
config-about_intake_parts = the most parts of a letter
config-about_intake_depth = the most parts in parts; letters in letters and archives go 4 deep
config-about_intake_header = the largest head of a letter
config-about_intake_seconds = the seconds that reading one letter may take
config-words_host = the name of a machine
config-words_port = a number from 1 to 65535
config-words_tls = implicit, starttls; none where remind.server is this machine (localhost) and no account (remind.user) is named
config-words_address = one e-mail address in ASCII
config-words_most = a number from 1 to 10000
config-words_step = seconds from 1 to 600
config-about_remind_server = the mail server that carries reminders (SMTP); without one they are only drafted
config-about_remind_port = its port; the usual one of its encryption where none is named
config-about_remind_tls = how the line is encrypted: from the first byte, after STARTTLS, or not at all
config-about_remind_user = the account there, where the server wants one
config-about_remind_password_file = the file with its password, which only its owner may read; without it, the credential “smtp” of systemd
config-about_remind_ca_file = whose certificates the server may show, in place of those that the system trusts
config-about_remind_from = from which address reminders are
config-about_remind_reply_to = to which address answers go, where it is another
config-about_remind_ehlo = what this machine calls itself to the server; the domain of remind.from where nothing is named
config-about_remind_most = the most messages that one run sends; the next run goes on
config-about_remind_step = the seconds that the server may take for a step
config-about_remind_whole = the seconds that all about one message may take; then the line is cut

# family: config_origin
config_origin-default = default
config_origin-file = { $file }, line { $line }
config_origin-env = environment variable { $name }
config_origin-flag = option { $name }

## access
#  Roles, access files, and sessions over SSH.

access-not_a_file = { $file }: an access file must be a regular file, not a link or anything else
access-owner = { $file }: an access file must belong to root or to the owner of the store; this one belongs to account number { $uid }
access-loose = { $file }: others than its owner may write this access file (mode { $mode }); set it with chmod 0644
access-unreadable = { $file }: this access file cannot be read: { $what }
access-schema = the format number (schema) must be 1
access-bad_account = “{ $word }” is no name of an account
access-twice = account “{ $word }” is listed twice
access-long_name = the name and title of “{ $word }” may have 100 characters each
access-title_alone = “{ $word }” has a title, and so needs a name
access-no_units = “{ $word }” is a unit officer and needs “units”
access-units_useless = “units” has a meaning only with the role unit_officer
access-unknown_account = no account “{ $word }” is listed in this file
access-unknown_unit = no roster has a unit “{ $word }”
access-no_terminal = This session has no terminal: connect with “ssh -t”, or ask for “status”, “queue” or “put UNIT NAME”.
access-not_allowed = “{ $word }” is not possible here: ask for nothing (the dashboard), “status”, “queue” or “put UNIT NAME”.
access-put_terminal = “put” takes a file from standard input: ssh … put UNIT NAME < FILE
access-put_empty = “{ $file }” arrived without any content; nothing was kept.
access-put_cut = The line broke before “{ $file }” had arrived whole; nothing was kept, please send it again.
access-put_stalled = { $n ->
    [one] Nothing more of “{ $file }” came for { $n } second; nothing was kept, please send it again once the line is steady.
   *[other] Nothing more of “{ $file }” came for { $n } seconds; nothing was kept, please send it again once the line is steady.
 }
access-put_slow = { $n ->
    [one] “{ $file }” was not there whole after { $n } minute; nothing was kept, please send a smaller file or use a faster line.
   *[other] “{ $file }” was not there whole after { $n } minutes; nothing was kept, please send a smaller file or use a faster line.
 }
access-put_at_once = { $n ->
    [one] This name is sending { $n } file already, the most at once; wait until it is done.
   *[other] This name is sending { $n } files already, the most at once; wait until one of them is done.
 }
access-put_daily = This name has sent the { $limit } that one may send in a day; this file was not taken. Send it tomorrow, or ask the administrator for a higher put_daily.
access-put_done = Received “{ $file }” ({ $size }) for { $unit }: receipt { $cmd }, SHA-256 { $hash }
access-audit_empty = No attempt was refused because of who asked.
access-col_time = Time
access-col_who = Who
access-col_role = Role
access-col_tried = Tried
access-col_unit = Unit
access-col_rule = Rule
access-as = { $actor } (account { $account })
access-own_only = You see the units you answer for; the others are not shown to unit officers here.
access-seeing = see another unit
access-claim = { $who } is entering data

# family: deed
deed-acknowledge = record that the letter arrived
deed-receive = record a report
deed-note = write a note
deed-figures = record figures
deed-contact = change contacts
deed-activity = record activities
deed-evidence = attach files
deed-undo = undo
deed-call = record calls
deed-remind = write to units
deed-export = record an export
deed-withdraw = withdraw a version
deed-take_in = take in letters
deed-file = file or dismiss letters
deed-recommend = recommend a report for acceptance
deed-accept = accept a report
deed-return = return a report
deed-exempt = exempt a unit
deed-extend = extend a deadline
deed-amend = amend the campaign
deed-open = open a campaign
deed-close = close a campaign
deed-clock = set the journal’s time right
deed-redact = remove the content of a file or the words of a fact
deed-document = keep reference documents
deed-audit = read the log of refused attempts
deed-backup = save the whole store
deed-restore = make a store from a backup
deed-move = move the whole store to another place

## looks
#  Looks (colours and weights by role) and what can be wrong with one.

looks-unknown = there is no look “{ $name }”; there are: { $words }
looks-schema = the format number (schema) must be 1
looks-base = “base” must be the name of a look that is shipped
looks-want_colour = a colour: a name such as green, bright_blue, default; a number from 0 to 255; or "#rrggbb"

## desk
#  The four panes, header, footer.

desk-left = { $days ->
    [one] { $days } day
   *[other] { $days } days
 } { $clock }
desk-left_today = { $clock } left
desk-past = overdue by { $days ->
    [one] { $days } day
   *[other] { $days } days
 } { $clock }
desk-past_today = overdue by { $clock }
desk-days_word = { $days ->
    [one] day
   *[other] days
 }
desk-calendar_unsure = (provisional)
desk-letter_intro = letter says:
desk-no_activities = No activities yet
desk-sdg_note = activities under each SDG
desk-cutoff_mark = due { $date }
desk-reported = { $n }/{ $total } have reported
desk-no_map = This roster has no map, or the screen is too small for it
desk-no_match = No unit matches
desk-not_overdue = not overdue
desk-text_cut = Cut: too long for this field
desk-paste_nowhere = Text can be pasted only into a field
desk-mouse_on = Mouse on
desk-mouse_off = Mouse off
desk-copied = Copied: { $text }
desk-nothing_to_copy = Nothing to copy here
desk-copy_too_long = Too long to copy
desk-already_done = This was already on record
desk-others = { $who } · { $what }
desk-others_many = { $who } · { $what } (and { $n } more)
desk-done_many = { $what }: { $n } units
desk-opened_campaign = (this opened the campaign)
desk-rights_changed = Your rights were changed: { $role }.
desk-being_recorded = Being recorded; one moment
desk-reading = Reading the file: { $done } of { $of }
desk-undo_hint = { $key } undo
desk-letter_hint = { $n ->
    [one] { $key } writes the letter to the unit
   *[other] { $key } writes the letters to the units
    }
desk-redo_hint = { $key } redo
desk-too_small = Screen { $width }x{ $height } is too small; at least { $least } is needed
desk-long_past = Past its deadline, { $date }; next: close it, or make a new one (ketnoi campaign new)
desk-long_past_short = Long past: close it
desk-demo = DEMO
desk-restart = restart needed
desk-moved = STORE MOVED
desk-no_store = no store at { $path }
desk-elsewhere = Campaign { $id } was opened meanwhile: start ketnoi again to work with it
desk-letter_of = The letter for { $date }
desk-as_if = as if { $time }
desk-filtered = filter “{ $text }”
desk-goals_title = Goals · activities
desk-exempt = exempt
desk-owing_correction = to correct
desk-recommended = waiting for a leader
desk-marked = marked
desk-levels = { $kind ->
    [province] provinces { $top }, communes { $below }
   *[other] top level { $top }, below { $below }
 }
desk-look = Look: { $name }

# family: desk_tab
desk_tab-countdown = Due
desk_tab-activities = Acts
desk_tab-goals = Goals
desk_tab-grid = Reports

# family: place
place-desk = Desk
place-unit = Unit
place-queue = Queue
place-reminders = Reminders
place-export = Export
place-inbox = Inbox
place-activities = Activities
place-goals = Goals
place-documents = Letter and documents
place-history = History

# family: group
group-region = Grouped by region
group-state = Grouped by state
group-debt = Overdue first
group-name = By name


# family: not_ready
not_ready-no_unit = No unit is selected
not_ready-no_activity = No activity is selected
not_ready-no_file = No file whose content is there is selected
not_ready-no_file_row = No file is selected in the list of evidence
not_ready-no_document = No document is selected
not_ready-one_file = One file is wanted here: Enter takes it
not_ready-no_file_field = Files are picked in a field of files
not_ready-no_filter = No filter is set
not_ready-no_level = There is no level below to open
not_ready-no_marks = Nothing is marked
not_ready-no_shell = There is no shell to come back from
not_ready-use_put = No file of this machine can be opened in this session; send it with: ssh … put UNIT NAME < FILE
not_ready-no_files_here = This session writes no file on the server; ask for a list with: ssh … status, or ssh … queue
not_ready-no_set_up_here = This session keeps no draft on the server; set a campaign up in an ordinary one
not_ready-no_demo = Only in a demo that runs
not_ready-demo_set_up = This is a demo; leave it to set up a campaign
not_ready-no_list = Nothing is listed here that could be written
not_ready-no_preview = The document is still being prepared
not_ready-nothing_under_way = No document is being written
not_ready-nobody_due = Nobody here is due a letter.
not_ready-not_sending = No letters are being sent.
not_ready-no_doubt = Select a message that is in doubt (marked ?).
not_ready-no_letter = No letter is selected that could still be filed or dismissed
not_ready-letter_waits = The letter waits: there is nothing to take back
not_ready-no_candidate = The letter has no candidate of that number
not_ready-at_the_desk = This is the desk: there is nowhere to go back to
not_ready-restart = A newer ketnoi writes this store: leave and start again.
not_ready-not_back = The time line is not open
not_ready-no_changes = Nothing has changed since you last looked
not_ready-nothing_lost = The store has lost nothing
not_ready-in_the_past = You are looking back: return to now first


## photo
#  A file of a unit that is looked at.

photo-being_brought = The photo is being brought…
photo-gone = This file is no longer on record.
photo-removed = The content of this file was removed: { $why }
photo-other = It cannot be shown here ({ $kind }); save it into a folder to open it with another program.
photo-too_large = It cannot be shown: the file is larger than { $limit } MiB; it can be saved into a folder.
photo-bytes_gone = It cannot be shown: the content of the file is no longer kept.
photo-away = It cannot be shown now: the place where files are kept does not answer.
photo-damaged = It cannot be shown: the kept file cannot be read, or was changed.
photo-no_picture = It cannot be shown: this file cannot be opened as a picture.
photo-limits = It cannot be shown: the picture has too many points, or needs too much memory.
photo-too_slow = It cannot be shown: opening the picture took too long.
photo-no_process = It cannot be shown: this machine cannot open pictures at the moment.


## unit
#  The sheet of one unit.

sheet-no_unit = No unit is selected.
sheet-tab_report = Report
sheet-tab_activities = Activities
sheet-tab_evidence = Evidence
sheet-tab_contacts = Contacts
sheet-tab_figures = Figures
sheet-tab_changes = Changes
sheet-tab_history = History
sheet-tab_below = Units below
sheet-code = code { $code }
sheet-received = Received { $time }
sheet-latest = Version { $version } received { $time }
sheet-document = Document { $document }
sheet-consent = may be shown: { $consent }
sheet-file_by = attached by { $who }
sheet-file_mail = came with a letter, filed by { $who }
sheet-file_letter = came with the letter of { $from }: “{ $subject }”
sheet-notable = notable
sheet-acknowledged = Letter acknowledged { $time }
sheet-due = Due by the end of { $date }
sheet-own_extension = extended for this unit
sheet-left = { $span } left
sheet-past = { $span } over
sheet-correction = Correction due by the end of { $date }
sheet-accepted = Accepted by { $who } { $time }
sheet-recommended = Recommended by { $who } { $time }
sheet-returned = Returned by { $who } { $time }
sheet-exempted = Exempted by { $who } { $time }
sheet-complete = { $missing ->
    [0] All { $total } required parts are there
    [one] { $missing } required part missing
   *[other] { $missing } required parts missing
 }
sheet-seat = Administrative seat: { $seat }
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

queue-empty = Nothing is waiting. Every report that came in has been reviewed, and no unit is overdue.
queue-expected = Nothing is waiting: nothing has been recorded yet in this campaign, which came with the program.
queue-no_match = Nothing that waits matches the filter.
queue-past_due = Past due: { $n }
queue-to_review = To be reviewed: { $n }
queue-nobody = nobody to call is on record
queue-no_number = no number on record
queue-call = To call
queue-last = last contact { $time }
queue-last_call = Last contact: { $time }, { $how }, { $who }
queue-more_files = and { $n } more files
queue-how_long = For
queue-recommended_by = to accept, { $who } recommends

acts-count = { $n ->
    [one] { $n } activity
   *[other] { $n } activities
 }
acts-count_of = { $n } of { $total } activities
acts-reach = { $n } people reached
acts-reach_short = People
acts-cancelled = { $n } more cancelled
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
goals-all_people = everybody
goals-parity = parity between women and men
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
docs-no_url = No web address is known.
docs-no_gist = No summary yet.
docs-own_copy = Own copy: { $name }, { $size }
docs-no_copy = No own copy yet. Keep one from here (the key stands in the last line), or with: { $command }
docs-from = From: { $sender }
docs-to = To: { $to }
docs-days = Day { $day }, activities from { $from } to { $until }

history-empty = The journal has no line yet.
history-span = facts { $from } to { $to } of { $total }
history-no_match = No line matches the filter.
history-loaded = { $n ->
    [one] { $n } line
   *[other] { $n } lines
 }
history-of = { $n } of { $total } lines
history-more = older lines to come
history-capped = for older lines use ketnoi log
history-verified = { $n ->
    [one] chain whole: { $n } line
   *[other] chain whole: { $n } lines
 }
history-broken = CHAIN BROKEN: { $why }
history-recorded = recorded { $time }
history-behalf = { $actor } (by { $real })
history-detail = command { $cmd } · in the role of { $role } · { $via }

## wall
#  The screen on the wall: nobody is at the keyboard.

wall-page = Page { $n }/{ $total }
wall-part = part { $n }/{ $total }
wall-regions = By region
wall-owed = Still owed · { $n ->
    [one] { $n } unit
   *[other] { $n } units
 }
wall-late = { $days ->
    [0] overdue since today
    [one] overdue by { $days } day
   *[other] overdue by { $days } days
 }
wall-late_correction = { $days ->
    [0] correction due today
    [one] correction: { $days } day
   *[other] correction: { $days } days
 }
wall-more = and { $n } more
wall-final = Final result
wall-closed_at = closed { $time }
wall-no_campaign = No campaign is open
wall-next_day = The next Day: { $date }
wall-today = TODAY
wall-under_way = Under way
wall-next = Next
wall-latest = Held last
wall-bad_interval = Cannot read --interval { $value }; write it like 20s or 2m, between 2 seconds and 1 hour
wall-bad_page = There is no page “{ $value }”; there are: { $known }
wall-no_photos = There are no photos from accepted reports yet
wall-photos_not_here = This screen has too few colours for photos, or there are no files
wall-restart = A newer ketnoi has written the store: restart this screen

# family: wall_page
wall_page-overview = Overview
wall_page-regions = Every unit by region
wall_page-activities = Activities and goals
wall_page-photos = Photos from accepted reports

## timeline
#  The time line, and what changed since one last looked.

timeline-at = Looking back at { $time }
timeline-happened = as it happened
timeline-known = as it was known
timeline-news = { $n ->
    [one] { $n } new fact
   *[other] { $n } new facts
 }
timeline-back = { $key } back to now
timeline-at_short = Back at { $time }
timeline-back_short = { $key } now
timeline-day = Day
timeline-cutoff = due
timeline-extended = extended
changes-line = { $n ->
    [one] { $n } change since you last looked ({ $when })
   *[other] { $n } changes since you last looked ({ $when })
 }
changes-more = More than { $n } changes since you last looked ({ $when })
changes-short = { $n ->
    [one] { $n } change
   *[other] { $n } changes
 }
changes-today = today { $time }
changes-yesterday = yesterday { $time }
changes-list = Changes since you last looked: { $n }
changes-hint = { $key } goes through them

## forms
#  Text entry, prompts, confirmations.

forms-title_acknowledge = Acknowledge the letter
forms-title_receive = Record a report
forms-asked_for = Asked for:
forms-next_version = { $numbered ->
    [yes] Version { $version } ({ $document }) has been on record since { $time }; this becomes version { $next }.
   *[no] Version { $version } has been on record since { $time }; this becomes version { $next }.
 }
forms-next_versions = { $n ->
    [one] { $n } of these { $total } units has reported already: its report becomes a further version.
   *[other] { $n } of these { $total } units have reported already: theirs becomes a further version.
 }
forms-title_return = Return the report
forms-title_accept = Accept the report
forms-title_recommend = Recommend the report for acceptance
forms-title_retract = Retract the recommendation
forms-title_withdraw = Withdraw the report
forms-title_exempt = Exempt from reporting
forms-title_note = Note
forms-title_figure = Record figures
forms-title_call = Log a contact
forms-title_contact = Contact person
forms-title_list = List as a file
forms-title_export = Write a document
forms-title_keep = Save files
forms-title_drafts = Letters as drafts
forms-title_settle = What became of the message
forms-title_file_letter = File to a unit
forms-title_dismiss_letter = Dismiss the letter
forms-title_put_back = Put the letter back
forms-title_evidence = Attach a file
forms-title_document = Keep a copy of the document
forms-title_file = Caption and consent
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
forms-head_figure = Figure
forms-head_value = Value
forms-head_unit = Unit
forms-head_last = Last time
forms-head_year = In { $year }
forms-head_bounds = Range
forms-beside_last = last time { $value }
forms-beside_year = { $year }: { $value }

forms-label_reason = Reason
forms-label_note = Note
forms-label_came_with = What came with it
forms-label_due = Correction due
forms-label_when = When
forms-label_value = Value
forms-label_how = How
forms-label_name = Name
forms-label_position = Position
forms-label_phone = Telephone
forms-label_activity = Activity
forms-label_format = Format
forms-label_save_as = File name
forms-label_template = Template
forms-label_photos = Photos
forms-label_belonging = Enclosures
forms-label_which = Which files
forms-label_folder = Folder
forms-label_outcome = Outcome
forms-label_unit = Unit
forms-label_letter_kind = What it is
forms-label_file = Files
forms-label_number = Number and symbol
forms-label_dated = Dated
forms-label_caption = Caption
forms-label_consent = May be shown
forms-label_notable = Notable
forms-label_mail = E-mail
forms-label_scope = For
forms-label_until = New last day
forms-label_manner = What for
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
forms-format_xlsx = Spreadsheet (XLSX)
forms-format_csv = CSV (text)
forms-format_md = Markdown (text)
forms-list_marked = { $list } ({ $n } marked)
forms-scope_one = this unit alone
forms-scope_all = all units
forms-files_one = this file alone
forms-files_all = all { $n } files of the unit
forms-manner_extend = one more extension
forms-manner_replace = put a mistaken extension right
forms-no_value = left empty
forms-activity_none = of the unit, of no single activity
forms-unit_none = none yet
forms-list_nothing = Nothing matches what was typed.
forms-status_auto = from the dates
forms-unit_per_100 = per 100 inhabitants
forms-unit_short_per_100 = per 100
forms-unit_tonne_year = tonnes a year

forms-fields = What the fields are for
forms-about_reason = Why: it is kept on record, and the unit is told it.
forms-about_note = What the next one who reads it should know: who said what, what was agreed.
forms-about_came_with = What came with the report, in a sentence: a document, photos, a video.
forms-about_due = The last day on which the correction still counts.
forms-about_when = When it happened, if that was not just now.
forms-about_how = How you reached the unit.
forms-about_phone = The number that is shown wherever this unit is late.
forms-about_scope = Whether the new day holds for this unit alone or for all.
forms-about_until = The last day on which a report still counts.
forms-about_title = As it is to stand in the report to the leaders.
forms-about_reach = How many people took part or were reached.
forms-about_sdgs = To which of the United Nations Sustainable Development Goals it contributes.
forms-about_goals = To which goal or target of the Connect 2030 Agenda it contributes.
forms-about_status = How far it is; only what was held is counted as held.
forms-about_file = A file of this machine; it is kept unchanged, with its checksum.

forms-hint_required = Required.
forms-hint_optional = May be left empty.
forms-hint_most = At most { $n } characters.
forms-hint_left = { $n ->
    [one] { $n } character left.
   *[other] { $n } characters left.
 }
forms-hint_choice = Type a name to find it; Space opens the list; ← and → go along it.
forms-hint_tags = Type a name or a code to find it, Space opens the list; several can be chosen.
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
forms-hint_format = Enter writes the list as it is shown; ← and → choose another format.
forms-hint_save_as = A file that is there already is left as it is. ~/ is your home.
forms-hint_document_format = Enter writes the document; ← and → choose another format.
forms-hint_no_pdf = There is no PDF: LibreOffice is not installed here.
forms-hint_template = Empty: our own form. Or a DOCX of your house, checked as it is named.
forms-template_under_way = The template { $file } is being checked: { $n } s. Esc gives it up.
forms-template_given_up = The check of the template { $file } was given up. Name another one, or leave this empty.
forms-hint_photos = At most so many in all, three of a unit; 0: none.
forms-hint_belonging = The line below the title of each appendix that says to which document it belongs.
forms-electronic = left open for the registry (electronic document)
forms-on_paper = filled in (on paper)
forms-hint_folder = A folder that is not there yet is made; a file that is there already is left as it is. ~/ is your home.
forms-hint_outcome = A message that has not arrived is due again. Say in the note how you know.
forms-settled_sent = it has arrived
forms-settled_not_sent = it has not, and may be sent again
forms-send_from = From { $from }, by the server { $server }. Digest: { $digest }
forms-send_most = { $n ->
    [one] At most one is sent this time; the rest waits for the next.
   *[other] At most { $n } are sent this time; the rest waits for the next.
 }
forms-kept_there = { $file } is already there; it was left as it is, and nothing was saved. Choose another folder.
forms-kept = { $n ->
    [one] Saved { $place }.
   *[other] Saved { $n } files in { $place }.
 }
forms-hint_unit = Type a name, letters or a code; Space opens the list. The likeliest stand first.
forms-hint_received_empty = Empty: the letter counts from its receipt, { $time }. Another moment needs a note.
forms-name_taken = { $file } is already there and was left as it is; the next free name stands below: Enter writes it.
forms-hint_file = One path a line; Ctrl-O picks from a folder, or drop the files on the window.
forms-pick_title = Pick files
forms-pick_reading = Reading the folder …
forms-pick_empty = There is nothing to pick in this folder; Shift-Tab goes up.
forms-pick_no_docx = There is no DOCX in this folder; Shift-Tab goes up.
forms-pick_none = Nothing here has a name like that.
forms-pick_hint_one = Type a part of a name. Enter takes it or opens a folder, Tab completes, Backspace goes up.
forms-pick_hint = Type a part of a name. Space marks, Enter takes or opens a folder, Tab completes, Backspace goes up.
forms-pick_marked = { $n ->
    [one] { $n } file marked; Enter takes it.
   *[other] { $n } files marked; Enter takes them.
 }
forms-pick_newest = The newest { $n } of { $total } are shown.
forms-pick_failed = The folder { $folder } cannot be read: { $why }
forms-hint_number = As on the document: 77/BC-STTTT. A pasted “no. 77/BC-STTTT dated 26/5/2020” is read whole.
forms-hint_consent = Do those who are seen or named agree that it is shown?
forms-hint_notable = Worth naming in the consolidated report?
forms-hint_mail = Write it like office@province.gov.vn.
forms-hint_tag_near = “{ $word }” is not one yet; there are: { $words }.
forms-hint_status_auto = Planned, ongoing or done, by its dates and today’s.
forms-hint_bounds = From { $least } to { $most }.
forms-hint_outside_window = Outside the window of the activities, { $window }.
forms-hint_two_numbers = This can be read as two numbers: write { $whole } or { $decimal }.
forms-hint_unusual = Unusual: it is asked about before it is recorded, and marked.
forms-hint_manner = Putting right: the new day takes the mistaken one’s place, also an earlier day; the note must say why.
forms-hint_last = Last time: { $value } ({ $date }).
forms-hint_before = In { $year } ({ $unit }): { $value }.
forms-hint_no_last = No figure yet.
forms-cut = Only the first { $n } characters were kept; the rest was dropped.

forms-wrong_one_file = A document is kept as one file: leave one path
forms-wrong_missing = This may not be empty
forms-wrong_choice = No name here matches “{ $typed }”. Backspace takes letters back; Space opens the list.
forms-wrong_date = Not a date; write it like 04/06/2020, 04/06 or +5
forms-wrong_document = Not the number of a document; write it like 77/BC-STTTT
forms-wrong_when = Not a time; write it like 27/05 14:03
forms-wrong_future = { $time } has not come yet
forms-wrong_past = { $date } lies before the day of the return; choose that day or a later one
forms-wrong_ahead = { $date } is later than the day after the report came in; check the date on the document
forms-wrong_not_later = It must be after the deadline that holds now, { $date }
forms-wrong_reversed = The last day lies before the first, { $date }
forms-wrong_number = Not a number
forms-wrong_yes_no = “{ $typed }” is neither yes nor no
forms-wrong_no_room = There was no field left for the last { $n } of the values that were pasted
forms-wrong_no_such_figure = No figure is called “{ $name }” ({ $n } of the pasted lines went into no field)
forms-wrong_heading = “{ $words }” is no value. If it is the heading of the column, press Esc and paste again without it: every value stands one field too low
forms-wrong_whole = It must be a whole number, not below zero
forms-wrong_two_numbers = It can be read as two numbers: write { $whole } or { $decimal }
forms-wrong_far = { $date } is far from the campaign; Enter once more if it is meant
forms-wrong_bounds = It must lie between { $least } and { $most }
forms-wrong_sdg = There is no SDG “{ $word }”; there are: { $words }
forms-wrong_goal = There is no goal “{ $word }”; there are: { $words }
forms-wrong_mail = Not an e-mail address
forms-wrong_phone = Not a telephone number
forms-wrong_needs_note = Entered more than 24 hours late: a note must say why
forms-wrong_not_begun = It cannot be done yet: its first day is { $date }
forms-wrong_nothing = Nothing has changed
forms-wrong_activity = There is no activity with this id.
forms-wrong_nothing_to_replace = There is no extension to put right
forms-wrong_too_early = It cannot end before the letter’s own deadline, { $date }
forms-doubt_no_figure = Left empty: the value on record ({ $value }) will be taken back. If it is meant, press Enter again.
forms-doubt_unusual = Unusual: { $value } (usually { $least } to { $most }). If it is right, press Enter again.
forms-asked_figures = Unusual or taken back; please check: { $names }.

forms-ask_bulk = { $what }: several units at once?
forms-ask_close = Close the campaign?
forms-ask_discard = Discard what was typed?
forms-ask_quit = Quit and discard what was typed?
forms-ask_open = Open the campaign { $id }?
forms-open_lines = This opens the campaign { $id } ({ $name }, last day { $date }), in which nothing was recorded yet. From then on its dates count, for everybody who works with this store. Go on?
forms-ask_file = Quit while a file is being taken in?
forms-ask_accept = Go on with what the server holds?
forms-ask_sending = Quit while letters are being sent?
forms-ask_send = { $n ->
    [one] Send one message?
   *[other] Send { $n } messages?
    }
forms-ask_export = Quit while writing a document?
forms-ask_clock = Is the clock right?
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
forms-why_accepted = already accepted
forms-why_one_step = the campaign accepts in one step
forms-why_not_recommended = not recommended
forms-why_four_eyes = recommended by the same person
forms-why_recommended = already recommended
forms-why_exempt = exempt
forms-why_acknowledged = the letter was already acknowledged
forms-why_closed = the campaign is closed
forms-close_final = Once closed, nothing more can be recorded, and closing cannot be undone.
forms-file_lines = Its command has no receipt yet. If you quit before it has, nothing is recorded and nothing of the file is kept.
forms-export_lines = If you quit before its receipt has come, nothing is left of it and nothing is recorded.
forms-ask_leave_letter = Leave without the answer?
forms-ask_leave_now = Leave at once?
forms-ask_leave_over = Quit?
forms-leave_over = What was under way is over.
forms-leave_letters = Letters are about to be handed over.
forms-leave_letter = A letter is on its way to { $to }: { $seconds } s of at most { $most }.
forms-leave_rest = { $n ->
    [one] One more has not left.
   *[other] { $n } more have not left.
 }
forms-leave_document = { $file } is being written: { $seconds } s so far.
forms-leave_wait_letter = Yes: no other letter leaves; the answer to this one is waited for, so that it is on record, then the program ends.
forms-leave_now_letter = The program ends as soon as the answer has come. Yes: it ends at once; if the letter has begun to leave, nobody knows whether it arrived: it is marked “in doubt” and not sent again by itself.
forms-leave_now_document = The program ends as soon as nothing is left of it. Yes: it ends at once.
forms-discard_lines = The open form holds something that was not recorded.
forms-filter = Filter:
forms-filter_matches = { $n ->
    [one] { $n } match
   *[other] { $n } matches
 }

## help
#  Help, palette, key labels.

# family: layer
layer-global = Everywhere
layer-desk = Desk
layer-grid = Grid of units
layer-unit = Sheet of a unit
layer-queue = Queue
layer-reminders = Reminders
layer-export = Export
layer-inbox = Inbox
layer-activities = Table of activities
layer-goals = Goals
layer-documents = Documents
layer-history = History
layer-strip = On the time line
layer-past = While looking back
layer-places = In the menu of places
layer-photo = Looking at a photo
layer-help = In the help
layer-welcome = In the welcome
layer-confirm = Where a question is asked
layer-form = In a form
layer-setup = While setting up a campaign
layer-choices = In a list to choose from
layer-figures = In the form of figures
layer-pick = Picking files
layer-text = While typing
layer-palette = In the command list
layer-filter = While typing a filter

help-cannot_write = { $why } The keys that write are left out here.
help-signs = Signs of a report
help-debt = past its date: a report or a correction is owed
help-mark = marked
help-fresh = changed a moment ago
help-claimed = somebody else is entering data
help-activity_signs = Signs of an activity
help-colours = Colours
help-projection = What is expected if it goes on like this
help-inset = Hoang Sa and Truong Sa archipelagos
help-selected = Selected
help-warn = Please note
help-error = Something failed
help-the_rest = { $key }: the keys of all other places
help-back_here = { $key }: back to the keys of this place
help-palette = Commands
help-places = Places
help-no_command = There is no such command.

## actions
#  One label for each action in the key table.


# family: act
act-go_up = Up
act-go_down = Down
act-go_left = Left
act-go_right = Right
act-go_page_up = Page up
act-go_page_down = Page down
act-go_first = To the first
act-go_last = To the last
act-pane_next = Next pane or list
act-pane_prev = Pane or list before
act-pane_countdown = Pane: deadline
act-pane_activities = Pane: activities
act-pane_goals = Pane: goals
act-pane_grid = Pane: reports of all units
act-open = Open what is selected
act-unit_open = Open the sheet of the unit below
act-level_open = Open the units below
act-queue_preview = Preview or list
act-inbox_view = The letter, its parts, reasons or head
act-inbox_read = On in the letter
act-inbox_read_back = Back in the letter
act-inbox_file = File the letter to a unit
act-inbox_take_1 = File to its first candidate
act-inbox_take_2 = File to its second candidate
act-inbox_take_3 = File to its third candidate
act-inbox_take_4 = File to its fourth candidate
act-inbox_take_5 = File to its fifth candidate
act-inbox_take_6 = File to its sixth candidate
act-inbox_take_7 = File to its seventh candidate
act-inbox_take_8 = File to its eighth candidate
act-inbox_take_9 = File to its ninth candidate
act-inbox_dismiss = Dismiss the letter: none of ours
act-inbox_put_back = Put the letter back
act-inbox_reason = Only the letters of one reason
act-document_copy = Copy what is selected
act-back = Back
act-report_accept = Accept the report
act-report_recommend = Recommend the report for acceptance
act-report_retract = Retract the recommendation
act-report_return = Return the report for correction
act-report_receive = Record a report that came in
act-contact_log = Log a call, letter or visit
act-remind_draft = Write a letter to the unit: reminder, return, receipt
act-remind_due = Write drafts to those who are due one
act-remind_send = Send letters to those who are due one
act-remind_stop = Stop sending after the letter that is on its way
act-remind_settle = Say what became of a message in doubt
act-remind_call = Log a call, letter or visit
act-remind_contact = Set whom to call
act-places_reminders = Go to the reminders
act-report_acknowledge = Record that the unit has the letter
act-report_exempt = Exempt the unit
act-report_withdraw = Withdraw the latest version
act-report_note = Note on the unit
act-report_figure = Record figures
act-contact_set = Set the contact
act-evidence_add = Attach a file of this machine
act-document_attach = Keep a copy of the selected document, from a file of this machine
act-deadline_extend = Extend the deadline
act-activity_add = Add an activity
act-activity_done = Activity was held
act-activity_edit = Edit the activity
act-evidence_edit = Caption and consent of the selected file
act-evidence_look = Look at the selected photo
act-evidence_save = Save the selected file, or all files of the unit, into a folder
act-photo_next = The next photo
act-photo_prev = The photo before
act-photo_first = The first photo
act-photo_last = The last photo
act-photo_close = Close the photo
act-photo_redraw = Draw the screen anew
act-form_pick = Pick files from a folder
act-pick_take = Take the files, or go into the folder
act-pick_mark = Mark the file, or take its mark away (or Space)
act-pick_complete = Complete the name
act-pick_above = To the folder above
act-pick_close = Back to the form
act-pick_up = Up
act-pick_down = Down
act-pick_page_up = A page up
act-pick_page_down = A page down
act-activity_cancel = Cancel the activity
act-mark = Mark or unmark
act-mark_all = Mark all that are shown
act-mark_none = Take all marks away
act-filter = Filter
act-filter_none = Take the filter away
act-group = Next way to group or sort
act-list_save = Write the list that is shown into a file
act-export_behind = Go to what stands behind the figure; open a table
act-export_write = Write the document into a file
act-export_next = Next document
act-export_stop = Stop the document that is being written
act-map = Map or grid
act-place_desk = Go to the desk
act-place_queue = Queue: what waits
act-place_inbox = Inbox: letters
act-place_activities = Table of activities
act-place_goals = Goals and targets
act-place_documents = Letter and documents
act-place_export = Export: documents before they leave
act-place_history = History
act-places = Menu of places
act-places_desk = Desk
act-places_unit = Sheet of the unit
act-places_queue = Queue
act-places_inbox = Inbox
act-places_activities = Table of activities
act-places_goals = Goals and targets
act-places_documents = Letter and documents
act-places_export = Export
act-places_history = History
act-places_top = To the top of the list
act-places_open = Go there
act-places_close = Close the menu
act-places_up = Place above
act-places_down = Place below
act-journal_verify = Verify the journal’s chain
act-demo_slower = Demo: slower
act-demo_faster = Demo: faster
act-demo_stop = Demo: stop, or go on
act-demo_step = Demo: the next thing that happens
act-timeline = Time line: look back at a moment
act-time_day_back = A day back
act-time_day = A day on
act-time_week_back = A week back
act-time_week = A week on
act-time_first = To the beginning
act-time_last = To now
act-time_keys = Give the keys to the panes, or back to the time line
act-time_mode = Switch: as it happened, or as it was known
act-time_fact_back = To the fact before
act-time_fact = To the next fact
act-time_close = Back to now
act-changes_list = All changes since you last looked, in one list
act-store_accept = Go on with what the server holds after it has lost facts
act-changes_next = Next change since you last looked
act-changes_prev = The change before
act-changes_dismiss = Take the line about changes away
act-undo = Undo your last command
act-redo = Redo what you undid
act-palette = Palette: any command by name
act-help = Help
act-lang = Switch Vietnamese/English
act-theme = Next look
act-copy = Copy what is selected
act-mouse = Mouse on or off
act-redraw = Draw everything anew
act-suspend = Suspend to the shell
act-campaign_close = Close the campaign
act-campaign_set_up = Set up a new campaign
act-quit_from = Quit, from anything that is open
act-quit = Quit
act-welcome = Welcome: ways to begin
act-welcome_set_up = Set up a new campaign
act-welcome_demo = See it in motion
act-welcome_work = Work with the campaign shown
act-welcome_close = Look around
act-welcome_lang = Switch Vietnamese/English
act-welcome_help = Help
act-welcome_quit = Quit
act-help_top = To the top
act-help_rest = Keys of other places, or of this one
act-help_close = Close the help
act-confirm_yes = Yes
act-confirm_no = No
act-form_submit = Record
act-form_help = What the fields are for
act-form_cancel = Leave without recording
act-form_next = Next field
act-form_prev = Previous field
act-form_choice = Next choice
act-form_choice_back = Previous choice
act-setup_onward = To what is left to write; then open it
act-setup_open = Open the campaign
act-setup_close = Save the draft and leave
act-setup_next = Next field
act-setup_prev = Previous field
act-setup_choice = Next choice
act-setup_choice_back = Previous choice
act-setup_help = What the fields are for
act-choices_take = Choose this
act-choices_close = Close the list without choosing
act-choices_up = The one above
act-choices_down = The one below
act-choices_page_up = One page up in the list
act-choices_page_down = One page down in the list
act-figures_next = The next figure; at the last field: record
act-figures_record = Record all figures
act-palette_run = Run the command
act-palette_close = Close the palette
act-palette_up = Command above
act-palette_down = Command below
act-filter_keep = Keep the filter
act-filter_mark = Mark everything found, and clear the filter
act-filter_drop = Clear the filter
act-text_left = Cursor left
act-text_right = Cursor right
act-text_home = Cursor to the beginning
act-text_end = Cursor to the end
act-text_backspace = Erase to the left
act-text_delete = Erase to the right
act-text_word = Erase a word
act-text_all = Erase everything

# family: act_short
act_short-go_up = up
act_short-go_down = down
act_short-go_left = left
act_short-go_right = right
act_short-go_page_up = page up
act_short-go_page_down = page down
act_short-go_first = first
act_short-go_last = last
act_short-pane_next = next pane
act_short-pane_prev = pane before
act_short-pane_countdown = deadline
act_short-pane_activities = activities
act_short-pane_goals = goals
act_short-pane_grid = reports
act_short-open = open
act_short-unit_open = open
act_short-level_open = below
act_short-queue_preview = preview
act_short-inbox_view = parts, reasons
act_short-inbox_read = read on
act_short-inbox_read_back = back
act_short-inbox_file = file
act_short-inbox_take_1 = first candidate
act_short-inbox_take_2 = second
act_short-inbox_take_3 = third
act_short-inbox_take_4 = fourth
act_short-inbox_take_5 = fifth
act_short-inbox_take_6 = sixth
act_short-inbox_take_7 = seventh
act_short-inbox_take_8 = eighth
act_short-inbox_take_9 = ninth
act_short-inbox_dismiss = dismiss
act_short-inbox_put_back = put back
act_short-inbox_reason = one reason
act_short-document_copy = copy
act_short-back = back
act_short-report_accept = accept
act_short-report_recommend = recommend
act_short-report_retract = retract
act_short-report_return = return
act_short-report_receive = receive
act_short-contact_log = call
act_short-remind_draft = letter
act_short-remind_due = write drafts
act_short-remind_send = send
act_short-remind_stop = stop sending
act_short-remind_settle = settle
act_short-remind_call = call
act_short-remind_contact = contact
act_short-places_reminders = reminders
act_short-report_acknowledge = has letter
act_short-report_exempt = exempt
act_short-report_withdraw = withdraw
act_short-report_note = note
act_short-report_figure = figures
act_short-contact_set = contact
act_short-evidence_add = file
act_short-document_attach = keep file
act_short-evidence_edit = caption
act_short-evidence_look = look
act_short-evidence_save = save file
act_short-photo_next = next
act_short-photo_first = first
act_short-photo_last = last
act_short-photo_redraw = redraw
act_short-photo_prev = before
act_short-photo_close = close
act_short-deadline_extend = extend
act_short-activity_add = add activity
act_short-activity_done = done
act_short-activity_edit = edit
act_short-form_pick = pick
act_short-pick_take = take
act_short-pick_mark = mark
act_short-pick_complete = complete
act_short-pick_above = up
act_short-pick_close = back
act_short-pick_up = up
act_short-pick_down = down
act_short-pick_page_up = page up
act_short-pick_page_down = page down
act_short-activity_cancel = cancel
act_short-mark = mark
act_short-mark_all = mark all
act_short-mark_none = unmark
act_short-filter = filter
act_short-filter_none = no filter
act_short-group = group
act_short-list_save = file out
act_short-map = map
act_short-place_desk = desk
act_short-place_queue = queue
act_short-place_inbox = inbox
act_short-place_activities = activities
act_short-place_goals = goals
act_short-place_documents = documents
act_short-place_export = export
act_short-place_history = history
act_short-export_behind = source
act_short-export_write = write file
act_short-export_next = next document
act_short-export_stop = stop
act_short-places = places
act_short-places_desk = desk
act_short-places_unit = unit
act_short-places_queue = queue
act_short-places_inbox = inbox
act_short-places_activities = activities
act_short-places_goals = goals
act_short-places_documents = documents
act_short-places_export = export
act_short-places_history = history
act_short-places_top = top
act_short-places_open = go
act_short-places_close = close
act_short-places_up = up
act_short-places_down = down
act_short-journal_verify = verify
act_short-demo_slower = slower
act_short-demo_faster = faster
act_short-demo_stop = stop
act_short-demo_step = step
act_short-timeline = time line
act_short-time_day_back = day back
act_short-time_day = day on
act_short-time_week_back = week back
act_short-time_week = week on
act_short-time_first = start
act_short-time_last = now
act_short-time_keys = panes
act_short-time_mode = known
act_short-time_fact_back = fact before
act_short-time_fact = after
act_short-time_close = back to now
act_short-changes_list = all changes
act_short-store_accept = go on without
act_short-changes_next = next change
act_short-changes_prev = change before
act_short-changes_dismiss = dismiss
act_short-undo = undo
act_short-redo = redo
act_short-palette = commands
act_short-help = help
act_short-lang = language
act_short-theme = look
act_short-copy = copy
act_short-mouse = mouse
act_short-redraw = redraw
act_short-suspend = suspend
act_short-campaign_close = close
act_short-quit_from = quit
act_short-quit = quit
act_short-welcome = welcome
act_short-welcome_set_up = set up
act_short-welcome_demo = demo
act_short-welcome_work = work
act_short-welcome_close = look around
act_short-welcome_lang = tiếng Việt
act_short-welcome_help = help
act_short-welcome_quit = quit
act_short-help_top = top
act_short-help_rest = other keys
act_short-help_close = close
act_short-confirm_yes = yes
act_short-confirm_no = no
act_short-form_submit = record
act_short-form_help = fields
act_short-form_cancel = cancel
act_short-form_next = next field
act_short-form_prev = field before
act_short-form_choice = choose
act_short-form_choice_back = choose back
act_short-campaign_set_up = set up
act_short-setup_onward = what is left
act_short-setup_open = open it
act_short-setup_close = later
act_short-setup_next = next field
act_short-setup_prev = field before
act_short-setup_choice = choose
act_short-setup_choice_back = choose back
act_short-setup_help = fields
act_short-choices_take = choose
act_short-choices_up = up
act_short-choices_down = down
act_short-choices_page_up = page up
act_short-choices_page_down = page down
act_short-choices_close = close
act_short-figures_next = next
act_short-figures_record = record all
act_short-palette_run = run
act_short-palette_close = close
act_short-palette_up = up
act_short-palette_down = down
act_short-filter_keep = keep
act_short-filter_mark = mark all
act_short-filter_drop = drop
act_short-text_left = left
act_short-text_right = right
act_short-text_home = home
act_short-text_end = end
act_short-text_backspace = erase
act_short-text_delete = delete
act_short-text_word = erase word
act_short-text_all = erase all


## refusals
#  Why something may not be: the rule, the date, the way out.

# family: refusal
refusal-campaign-closed = { $who } closed campaign { $campaign } on { $when }.
refusal-campaign-closed-way = A closed campaign can only be looked at; to take more reports, start another with “ketnoi campaign new”.
refusal-campaign-already-open = { $who } opened campaign { $what } on { $when }.
refusal-campaign-already-open-way = It need not be opened again; to change it, use “ketnoi campaign amend”.
refusal-campaign-mismatch = This file is for campaign { $what }, not for { $campaign }.
refusal-campaign-mismatch-way = Choose the campaign with --campaign { $what }, or correct “id” in the file.
refusal-roster-not-valid = The roster { $what } is not in force on { $date }.
refusal-roster-not-valid-way = Choose a roster that is in force on that day, or correct “day” in the file.
refusal-amend-drops-units = The amendment takes away { $unit }, which has data on record.
refusal-amend-drops-units-way = Keep { $unit } in the roster; if it need not report, exempt it.
refusal-amend-nothing = The file says the same as campaign { $campaign } does now.
refusal-amend-nothing-way = Change the file and run this again.
refusal-unknown-unit = The roster has no unit “{ $what }”.
refusal-unknown-unit-way = Give a code, an abbreviation or a name; “ketnoi status” lists them.
refusal-no-unit = No unit was named.
refusal-no-unit-way = Name at least one unit by code, abbreviation or name.
refusal-nothing-owed = { $unit } owes nothing of which it could be reminded.
refusal-nothing-owed-way = Leave the unit out; “ketnoi remind --dry-run” lists who is due.
refusal-reminded-today = { $what } ({ $unit }) has already been reminded today.
refusal-reminded-today-way = An address is reminded once a day: look at what was written, or go on tomorrow.
refusal-restored = This store was restored from the backup of { $when }; it does not know which reminders left after that, so a unit could be reminded twice.
refusal-restored-way = Look into the mail server’s log and record what left (docs/operations.md, “After a restore”), then say so: ketnoi remind --after-restore.
refusal-no-address = No e-mail address is on record for { $unit } to which could be written.
refusal-no-address-way = Record one with “ketnoi contact set { $unit } --mail ADDRESS”, or call the unit.
refusal-no-version = { $unit } has no version of a report to act on.
refusal-no-version-way = Record a report first; then it can be accepted, returned or withdrawn.
refusal-needs-newer-version = { $who } returned version { $what } of { $unit } on { $when }.
refusal-needs-newer-version-way = Wait for a new version and record it; if it was returned by mistake, whoever returned it can undo that.
refusal-already-accepted = { $who } accepted version { $what } of { $unit } on { $when }.
refusal-already-accepted-way = Nothing need be done; to judge it again, return it with a reason, or wait for a new version.
refusal-one-step = In this campaign a report is accepted in one step; nothing is recommended first.
refusal-one-step-way = Whoever may accept accepts it at once; for two steps an administrator sets “review: two_step” in the campaign file.
refusal-not-recommended = Nobody has recommended version { $what } of { $unit }, which came on { $when }.
refusal-not-recommended-way = Have an officer look at it and recommend it first; if it is not good, return it with a reason.
refusal-four-eyes = { $who } recommended version { $what } of { $unit } on { $when }; whoever recommends does not accept too.
refusal-four-eyes-way = Let another person who may accept do it, or retract the recommendation so that somebody else can recommend.
refusal-already-recommended = { $who } recommended version { $what } of { $unit } on { $when }.
refusal-already-recommended-way = It waits for a leader; to recommend it with other words, retract this recommendation first.
refusal-no-recommendation = There is no recommendation to retract of version { $what } of { $unit }, which came on { $when }.
refusal-no-recommendation-way = Nothing need be done.
refusal-already-exempt = { $who } exempted { $unit } on { $when } (reason: “{ $what }”).
refusal-already-exempt-way = Nothing need be done; if the unit reports all the same, record it as usual.
refusal-exempt-owes-nothing = { $who } exempted { $unit } on { $when } (reason: “{ $what }”), so there is nothing to accept or return.
refusal-exempt-owes-nothing-way = Record the report that the unit sent (that ends the exemption), or undo the exemption.
refusal-already-acknowledged = { $unit } acknowledged the letter on { $when }.
refusal-already-acknowledged-way = It need not be recorded again; to add something, write a note.
refusal-reason-missing = This needs a reason.
refusal-reason-missing-way = Give the reason (on the command line: --note).
refusal-text-too-long = The text is too long: a note may have { $note_max } characters, a title, a name or another part of a contact { $title_max }.
refusal-text-too-long-way = Shorten it, or attach the whole text as a file.
refusal-future-date = { $when } has not come yet.
refusal-future-date-way = Record it once it has happened; without --at the present moment is taken.
refusal-document-ahead = The document is dated { $date }, later than the day after it came in ({ $when }).
refusal-document-ahead-way = Check the date on the document, or leave it out.
refusal-late-entry-needs-note = This happened on { $when }, more than 24 hours ago.
refusal-late-entry-needs-note-way = Say in a note (--note) why it is entered late; it will be marked “entered later”.
refusal-impossible-date = { $when } lies too far back to be right.
refusal-impossible-date-way = Check day, month and year of --at.
refusal-due-in-past = The due date { $date } lies before the day of the return.
refusal-due-in-past-way = Choose that day or a later one, or leave it out to give { $days } working days from the return on.
refusal-extend-not-later = The deadline that holds for { $unit } is the end of { $date }; a new one must be later.
refusal-extend-not-later-way = Choose a day after { $date }.
refusal-nothing-to-replace = No extension stands for { $unit }, so there is nothing to put right.
refusal-nothing-to-replace-way = Leave --replace out to extend the deadline, or name the unit that is meant with --unit.
refusal-replace-too-early = The letter’s own deadline is the end of { $date }; what takes the place of an extension cannot end before it.
refusal-replace-too-early-way = Choose { $date } (no more time after all) or a later day.
refusal-unknown-activity = { $given ->
    [yes] There is no activity “{ $what }”.
   *[no] No activity was named.
 }
refusal-unknown-activity-way = Give an activity’s id, such as CBG-3; “ketnoi activity list” lists them.
refusal-activity-over = Activity { $what } is already done or cancelled.
refusal-activity-over-way = To correct it, use “ketnoi activity edit”.
refusal-activity-not-begun = { $given ->
    [yes] Activity { $what } does not begin before { $date }.
   *[no] This activity does not begin before { $date }.
 }
refusal-activity-not-begun-way = Mark it as done once it has been held, or correct its first day.
refusal-nothing-changed = That is already on record.
refusal-nothing-changed-way = Change at least one thing and save again.
refusal-title-missing = An activity’s title or a contact’s name is missing.
refusal-title-missing-way = Enter it and save again.
refusal-dates-reversed = The last day lies before the first ({ $date }).
refusal-dates-reversed-way = Correct one of the two.
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
refusal-no-figure = No value of “{ $what }” is on record for { $unit }, so there is nothing to take back.
refusal-no-figure-way = See what is on record with “ketnoi report show”.
refusal-empty-file = “{ $what }” has no content.
refusal-empty-file-way = Check the file and send it again.
refusal-no-file = No file was named.
refusal-no-file-way = Name at least one file to attach.
refusal-unknown-file = { $unit } has no file { $what }.
refusal-unknown-file-way = “ketnoi evidence list” shows the unit’s files.
refusal-already-redacted = The content of the file “{ $what }” of { $unit } has already been removed.
refusal-already-redacted-way = Nothing need be done; hash and reason stay in the history.
refusal-unknown-fact = The journal has no such fact.
refusal-unknown-fact-way = “ketnoi log” shows the numbers of the facts.
refusal-nothing-written = Fact { $what } holds nothing that somebody wrote.
refusal-nothing-written-way = There is nothing to remove; figures and times stay as they are.
refusal-fact-already-redacted = The words of fact { $what } have already been removed.
refusal-fact-already-redacted-way = Nothing need be done; the reason stays in the history.
refusal-unknown-document = This campaign has no document “{ $what }”.
refusal-unknown-document-way = Choose one of: { $known }.
refusal-nothing-to-undo = You have done nothing that could be undone.
refusal-nothing-to-undo-way = Everybody can undo only what they did themselves; the history says who did what.
refusal-undo-rested-on = This cannot be undone: on { $when } { $who } went on with “{ $what }” at { $unit }.
refusal-undo-rested-on-way = Undo the later step first, or record a new one that puts it right.
refusal-undo-never = “{ $what }” by { $who } on { $when } is a step that cannot be undone.
refusal-undo-never-way = Record a new step that puts it right.
refusal-undo-too-far = More than 512 commands have come since; what the letter brought cannot be taken back with it any more.
refusal-undo-too-far-way = Withdraw the version, or record a new step that puts it right.
refusal-letter-unknown = There is no letter “{ $what }”.
refusal-letter-unknown-way = The inbox shows the letters that there are.
refusal-letter-decided = { $who } decided about letter { $what } on { $when }.
refusal-letter-decided-way = Put the letter back first, with a reason, if that was a mistake.
refusal-letter-waits = Letter { $what } waits for a decision: there is nothing to take back.
refusal-letter-waits-way = File it to a unit, or dismiss it.
refusal-letter-unsettled = What { $who } decided about letter { $what } on { $when } is not in the campaign yet.
refusal-letter-unsettled-way = It is carried out as soon as the campaign can be written; then try again.
refusal-letter-elsewhere = The letter is filed in campaign { $what }.
refusal-letter-elsewhere-way = Put it back there: “--campaign { $what }”.
refusal-campaign-not-opened = Campaign { $what } has not been opened: nothing is filed to it.
refusal-campaign-not-opened-way = Have it opened with “ketnoi campaign open { $what }”; the letters wait until then.
refusal-stale = { $who } changed this ({ $unit }) on { $when }, after you had looked at it.
refusal-stale-way = Look at what is there now, and do it again if it is still needed.
refusal-read-only = { $what ->
    [now] Nothing can be written: the clock stands still at a chosen moment (--now).
    [past] Nothing can be written: what is shown is the past.
    [print] Nothing can be written: --print only prints a screen.
    [wall] Nothing can be written: the wall only shows.
   *[asked] Nothing can be written: this session may only look (--read-only).
 }
refusal-read-only-way = { $what ->
    [now] Run it again without --now.
    [past] Go back to the present, or run it again without --as-of and --known-at.
    [print] Add --write if you do want to write.
    [wall] Write in another session.
   *[asked] Run it again without --read-only.
 }

refusal-role-forbids = Your role ({ $what }) does not allow you to { $known }.
refusal-role-forbids-way = Ask somebody whose role allows it, or an administrator to change the role in access.yaml.
refusal-not-your-unit = { $whole ->
    [yes] This is about every unit, and you see and change only those that you answer for.
   *[no] { $unit } is not among the units you answer for.
 }
refusal-not-your-unit-way = { $whole ->
    [yes] Your own unit is shown on its sheet (“ketnoi” without a command) and by “ketnoi report show UNIT”.
   *[no] Choose a unit of your own, or ask an administrator to add it in access.yaml.
 }
refusal-open-first = Campaign { $campaign } has not been opened yet, and your role may not open it.
refusal-open-first-way = Ask an administrator to run “ketnoi campaign open { $campaign }”.
refusal-as-forbidden = Account { $who } may not act as “{ $what }”.
refusal-as-forbidden-way = Leave out --as, or ask an administrator to list “{ $what }” under “as” of { $who } in access.yaml.
refusal-access-broken = Nobody’s rights are known at present: { $what }
refusal-access-broken-way = An administrator must correct access.yaml; until then nothing is written.
refusal-clock-impossible = The clock of this machine shows { $date }, which cannot be right.
refusal-clock-impossible-way = Set the machine’s clock; until then nothing is recorded.
refusal-clock-ahead = The clock of this machine shows { $date }, more than 400 days after the last record of { $when }.
refusal-clock-ahead-way = If the clock is wrong, set it. If it is right, an administrator confirms it once, with --yes on the command line or in the dashboard.
refusal-clock-behind = The clock of this machine shows { $date }, more than 400 days before the last record of { $when }.
refusal-clock-behind-way = If the clock is wrong, set it. If that record is (it was made by a clock that was ahead), an administrator gives “ketnoi campaign correct-clock --note REASON”.
refusal-clock-not-ahead = The last record, of { $when }, is not later than the clock of this machine.
refusal-clock-not-ahead-way = There is nothing to set right; records go by the clock.

## facts
#  One line for each kind of fact, for histories.

words-moment = { $date } at { $time }
words-document = no. { $number } of { $date }
words-document_number = no. { $number }
words-document_dated = document of { $date }
words-all_units = the whole campaign
words-against_several = { $reported }/{ $total } reported, { $on_time } on time
words-with_note = { $line } – “{ $note }”
words-entered_later = { $line } (entered later, { $recorded })
words-removed = [removed on request, { $who } { $at }: { $why }]
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

# family: consent
consent-yes = yes
consent-no = no
consent-not_asked = not asked

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
fact-clock_corrected = set the journal’s time right; the record before had been made at { $wrong }
fact-deadline_extended = { $scope ->
    [unit] deadline extended through { $date }
    [unit_right] put the deadline right: through { $date }, in place of { $slip }
    [all_right] put the deadline of all right: through { $date }, in place of { $slip }
   *[all] deadline of all extended through { $date }
 }
fact-document_attached = attached the document “{ $title }”: { $file } ({ $size })
fact-report_acknowledged = acknowledged the letter
fact-report_received = received version { $version }{ $numbered ->
    [yes] {" "}({ $document })
   *[no] {""}
 }{ $some ->
    [yes] : { $files }
   *[no] , without files
 }
fact-report_returned = returned version { $version }: “{ $reason }”, correction due { $due }
fact-report_accepted = accepted version { $version }
fact-report_recommended = recommended version { $version } for acceptance
fact-recommendation_retracted = retracted the recommendation of version { $version }
fact-report_exempted = exempted from reporting
fact-report_withdrawn = withdrew version { $version }
fact-report_noted = note
fact-figure_recorded = { $unusual ->
    [yes] figure “{ $label }”: { $value } (unusual)
   *[no] figure “{ $label }”: { $value }
 }
fact-figure_withdrawn = took back the figure “{ $label }”
fact-contact_set = contact: { $contact }
fact-contact_logged = contacted { $how }
fact-reminder_drafted = message drafted to { $to } ({ $what })
fact-reminder_sent = message sent to { $to } ({ $what })
fact-reminder_refused = message to { $to } refused by the mail server, { $code } ({ $what })
fact-reminder_not_sent = message to { $to } not sent ({ $what })
fact-reminder_unknown = not known whether the message reached { $to } ({ $what })
fact-export_made = exported { $what } ({ $format }, { $lang }) as of { $at }, from record no. { $head }; SHA-256 { $sha256 }
# family: occasion
occasion-step_before = { $n ->
    [one] { $n } day before the last day
   *[other] { $n } days before the last day
 }
occasion-step_on = the last day
occasion-step_after = { $n ->
    [one] { $n } day after the last day
   *[other] { $n } days after the last day
 }
occasion-correction_before = { $n ->
    [one] { $n } day before the correction is due
   *[other] { $n } days before the correction is due
 }
occasion-correction_on = the correction is due
occasion-correction_after = { $n ->
    [one] correction { $n } day overdue
   *[other] correction { $n } days overdue
 }
occasion-asked = asked for by hand
occasion-returned = report returned
occasion-receipt = receipt
occasion-call = the year's letter
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
fact-evidence_edited = { $captioned ->
    [yes] about “{ $file }”: “{ $caption }”; consent: { $consent }
   *[no] about “{ $file }”: no caption; consent: { $consent }
 }
fact-fact_redacted = removed the words of fact { $seq } ({ $what })
fact-command_undone = { $again ->
    [yes] redone: { $what }
   *[no] undone: { $what }
 }
fact-letter_kept = { $some ->
    [yes] took in letter { $letter } from “{ $from }”, “{ $subject }”: { $files }
   *[no] took in letter { $letter } from “{ $from }”, “{ $subject }”, without files
 }
fact-letter_copied = took in another copy of letter { $letter }
fact-letter_failed = could not read a letter: { $why }
fact-letter_filed = filed letter { $letter } in { $campaign } to { $units }: { $kind }
fact-letter_set_aside = set letter { $letter } aside: { $doubt }
fact-letter_automatic = letter { $letter } was written by a machine
fact-letter_dismissed = dismissed letter { $letter }
fact-letter_put_back = put letter { $letter } back
fact-letter_sender_forgotten = forgot what people made of a sender’s letters ({ $sender })
fact-letter_settled = { $how ->
    [refused] { $campaign } refused letter { $letter } ({ $rule })
    [nothing] { $campaign } followed on letter { $letter }: nothing to record
   *[done] { $campaign } followed on letter { $letter }: facts { $facts }
 }

# family: fact_short
fact_short-campaign_opened = campaign opened
fact_short-campaign_amended = campaign amended
fact_short-campaign_closed = campaign closed
fact_short-clock_corrected = time set right
fact_short-deadline_extended = extended to { $date }
fact_short-document_attached = document added
fact_short-report_acknowledged = letter acknowledged
fact_short-report_received = version { $version } in
fact_short-report_returned = version { $version } returned
fact_short-report_accepted = version { $version } accepted
fact_short-report_recommended = version { $version } recommended
fact_short-recommendation_retracted = recommendation retracted
fact_short-report_exempted = exempted
fact_short-report_withdrawn = version { $version } withdrawn
fact_short-report_noted = note
fact_short-figure_recorded = figure added
fact_short-figure_withdrawn = figure taken back
fact_short-contact_set = contact changed
fact_short-contact_logged = contacted
fact_short-reminder_drafted = reminder drafted
fact_short-reminder_sent = reminded
fact_short-reminder_refused = message refused
fact_short-reminder_not_sent = message not sent
fact_short-reminder_unknown = message in doubt
fact_short-export_made = report exported
fact_short-activity_added = { $id } added
fact_short-activity_edited = { $id } changed
fact_short-activity_done = { $id } done
fact_short-activity_cancelled = { $id } cancelled
fact_short-evidence_added = { $n ->
    [one] { $n } file added
   *[other] { $n } files added
 }
fact_short-evidence_redacted = file removed
fact_short-evidence_edited = file described
fact_short-fact_redacted = words removed
fact_short-command_undone = undone
fact_short-letter_kept = letter in
fact_short-letter_copied = copy of a letter
fact_short-letter_failed = letter not readable
fact_short-letter_filed = letter filed
fact_short-letter_set_aside = letter set aside
fact_short-letter_automatic = automatic letter
fact_short-letter_dismissed = letter dismissed
fact_short-letter_put_back = letter put back
fact_short-letter_sender_forgotten = sender forgotten
fact_short-letter_settled = letter entered

# family: fact_name
fact_name-campaign_opened = opening of the campaign
fact_name-campaign_amended = amendment of the campaign
fact_name-campaign_closed = closing of the campaign
fact_name-clock_corrected = setting the time right
fact_name-deadline_extended = extension
fact_name-document_attached = document attached
fact_name-report_acknowledged = acknowledgement of the letter
fact_name-report_received = receipt of a report
fact_name-report_returned = return of a report
fact_name-report_accepted = acceptance of a report
fact_name-report_recommended = recommendation of a report
fact_name-recommendation_retracted = retraction of a recommendation
fact_name-report_exempted = exemption
fact_name-report_withdrawn = withdrawal of a report
fact_name-report_noted = note
fact_name-figure_recorded = figure recorded
fact_name-figure_withdrawn = figure taken back
fact_name-contact_set = contact set
fact_name-contact_logged = contact logged
fact_name-reminder_drafted = message drafted
fact_name-reminder_sent = message sent
fact_name-reminder_refused = message refused
fact_name-reminder_not_sent = message not sent
fact_name-reminder_unknown = message in doubt
fact_name-export_made = report exported
fact_name-activity_added = activity added
fact_name-activity_edited = activity changed
fact_name-activity_done = activity done
fact_name-activity_cancelled = activity cancelled
fact_name-evidence_added = evidence added
fact_name-evidence_redacted = file content removed
fact_name-evidence_edited = caption or consent of a file
fact_name-fact_redacted = words of a fact removed
fact_name-command_undone = undo
fact_name-letter_kept = letter taken in
fact_name-letter_copied = another copy of a letter
fact_name-letter_failed = letter not readable
fact_name-letter_filed = letter filed
fact_name-letter_set_aside = letter set aside
fact_name-letter_automatic = automatic letter recognised
fact_name-letter_dismissed = letter dismissed
fact_name-letter_put_back = letter put back
fact_name-letter_sender_forgotten = sender forgotten
fact_name-letter_settled = campaign followed a letter

# family: letter_kind
letter_kind-report = report
letter_kind-addition = addition to a report
letter_kind-acknowledgement = acknowledgement
letter_kind-request = request for more time
letter_kind-question = question
letter_kind-automatic = automatic letter
letter_kind-other = other letter

# family: doubt
doubt-unit = not certain whose it is
doubt-campaign = not certain for which campaign, or that campaign takes nothing in
doubt-kind = not certain what kind of letter it is
doubt-document = not certain whether it brings a new version
doubt-contradiction = it contradicts itself or its sender
doubt-form = kept, but not looked into
doubt-answer = it asks for an answer, or for more time

# family: letter_reason
letter_reason-form = the Excel form in it was made for this unit
letter_reason-letterhead = the head of a document names it
letter_reason-letterhead-department = the same head names its department
letter_reason-self-named = the department names itself in the text
letter_reason-signature = the signature names it
letter_reason-subject-named = the subject names its department
letter_reason-subject-name = the subject names it
letter_reason-date-line = the date line names its seat
letter_reason-answers-ours = it answers a letter of ours to this unit
letter_reason-sender-proven = the sender’s domain is its own, and our server checked it
letter_reason-sender-domain = the sender claims its domain; nobody checked that
letter_reason-sender-name = the sender’s name names it
letter_reason-forwarded-domain = the letter that was forwarded claims its domain
letter_reason-forwarded-name = the name of the forwarded letter’s sender names it
letter_reason-file-name = the name of a file names it
letter_reason-hint = earlier letters of this sender were filed there
letter_reason-other-body = another body of the province wrote it
letter_reason-sender-failed = the sender is false: the check of its domain failed
letter_reason-campaign-form = the form was made for this campaign
letter_reason-campaign-number = it names the ministry’s letter
letter_reason-campaign-day = it names the Day
letter_reason-campaign-theme = it names the theme
letter_reason-campaign-year = it names the year
letter_reason-campaign-time = it came at the time of the campaign
letter_reason-campaign-answer = it answers a letter of the campaign
letter_reason-campaign-document = it names a document on record in the campaign
letter_reason-other-year = it speaks of the Day of another year
letter_reason-kind-form = a form that was filled in is with it
letter_reason-kind-title = a document is called a report
letter_reason-kind-symbol = the number of a document is a report’s
letter_reason-kind-photos = photos or films and no document
letter_reason-nothing-attached = a report is spoken of, and nothing that could be read is attached
letter_reason-says-report = words of a report
letter_reason-says-addition = words of something sent afterwards
letter_reason-says-acknowledgement = words of a receipt
letter_reason-says-request = it asks for more time
letter_reason-says-question = words of a question
letter_reason-automatic-header = a header that programs write
letter_reason-automatic-part = a report by a mail server is in it
letter_reason-automatic-sender = a program’s address
letter_reason-automatic-subject = a subject that programs write
letter_reason-former-name = a former name, of a unit that is part of it now
letter_reason-later-name = a later name, of the unit that it became part of
letter_reason-former-department = a department that has another name now
letter_reason-no-department = nothing names the department that is asked
letter_reason-form-elsewhere = the form was made for another campaign or unit
letter_reason-forwarded = one of our own people forwarded it
letter_reason-from-ours = one of our own people wrote it
letter_reason-undelivered = a letter of ours could not be delivered; mend this contact
letter_reason-campaign-not-open = nobody has opened that campaign
letter_reason-campaign-closed = that campaign is closed
letter_reason-same-document = the same document is on record
letter_reason-other-number = another number than the document on record: a new version
letter_reason-second-document = a report is on record already, and this one has no number to tell them apart by

# family: unreadable
unreadable-not-a-letter = it is no letter
unreadable-too-large = it is too large
unreadable-too-deep = it is nested too deeply
unreadable-too-many-parts = it has too many parts
unreadable-head-too-large = its head is too large
unreadable-too-slow = reading it took too long
unreadable-crashed = the reader broke off

# family: told
told-there = { $of ->
    [document] “{ $file }” is there already: { $who } sent it on { $when } as “{ $first }”. One copy is kept.
    [activity] “{ $file }” is there already, with { $id } of { $unit }: { $who } sent it on { $when } as “{ $first }”. It counts once.
    [version] “{ $file }” is there already, in version { $id } of { $unit }: { $who } sent it on { $when } as “{ $first }”. It counts once.
   *[unit] “{ $file }” is there already, for { $unit }: { $who } sent it on { $when } as “{ $first }”. It counts once.
 }
told-photo_none = “{ $file }” does not count as a photo: it is kept, but cannot be opened as one.
told-photo_large = “{ $file }” counts as a photo, but the wall will not show it: it is larger than { $limit } MiB.
told-photo_limits = “{ $file }” counts as a photo, but the wall will not show it: it has more than 64 million points, or needs more memory or work than a photo may.
told-photo_slow = “{ $file }” counts as a photo, but the wall will not show it: opening it takes too long.
told-close_waiting = { $n ->
    [one] { $n } unit has not reported: { $names }.
   *[other] { $n } units have not reported: { $names }.
 }
told-close_unreviewed = { $n ->
    [one] { $n } report has not been reviewed.
   *[other] { $n } reports have not been reviewed.
 }
told-and_more = and { $n } more

# family: idle
idle-deadline = Not in effect: the new deadline, because an extension for all runs through { $date }. To change that use “ketnoi campaign extend --replace”.
idle-unit_deadlines = { $n ->
    [one] Not in effect for { $n } unit, whose own extension ends later: { $names }.
   *[other] Not in effect for { $n } units, whose own extensions end later: { $names }.
 }
idle-own_deadline = Not in effect: the deadline of all runs through { $date }, which is later.
idle-figures = No longer asked for, but the figures on record stay: { $ids }.
idle-activity_kinds = The campaign no longer has these kinds, but activities on record keep them: { $ids }.
idle-documents = The campaign no longer has these documents, but the copies that were kept stay: { $ids }.

unit_line-state_version = { $state } (version { $version })
unit_line-received = received { $time }
unit_line-received_first_latest = received { $time }, latest version { $latest }
unit_line-on_time_by_extension = on time thanks to a later extension
unit_line-until = { $word } (last day { $date })
unit_line-not_reviewed = not reviewed yet
unit_line-to_recommend = not looked at, not recommended yet
unit_line-recommended = recommended, waiting for a leader
unit_line-newer_after_acceptance = newer version after acceptance, not reviewed yet
unit_line-correction_due = correction due { $date }
unit_line-correction_overdue = correction overdue (was due { $date })
unit_line-reason = reason: “{ $reason }”
unit_line-acknowledged = letter acknowledged { $time }
last_time-in_year = In { $year }: { $told }
last_time-of_unit = – { $name }: { $told }
unit_line-activities = { $n ->
    [one] { $n } activity
   *[other] { $n } activities
 }
unit_line-below = below it { $share } have reported
unit_line-no_files = no evidence yet
unit_line-complete = complete
unit_line-missing = missing: { $parts }
unit_line-last_contact = last contact { $time } ({ $how })
unit_line-no_contact = not contacted yet

words-version = version { $n }
words-version_withdrawn = version { $n } (withdrawn)
words-redacted = removed
words-shipped = shipped, nothing recorded yet
words-clock_doubt = Clock: { $date }, last record: { $when } – check the clock
words-clock_impossible = Clock: { $date } – set it
words-with_macros = { $kind } with macros
words-activity_overdue = Past its day, not confirmed

via-cli = command line
via-tui = dashboard
via-mail = mail

# family: why
why-unreviewed = received, not reviewed
why-to_recommend = waiting for an officer
why-recommended = waiting for a leader
why-correction_overdue = correction overdue
why-overdue = report overdue
why-set_aside = letter that waits

# family: why_short
why_short-unreviewed = to review
why_short-to_recommend = to look at
why_short-recommended = to accept
why_short-correction_overdue = correction
why_short-overdue = overdue

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
heading-first_day = From
heading-end_day = To
heading-office = Office
heading-phone = Phone
heading-documents = Documents
heading-fact = What
heading-file = File
heading-caption = Caption
heading-consent = May be shown
heading-notable = Notable
heading-goals = Connect 2030
heading-figure = Figure
heading-value = Value
heading-measure = Measured in
heading-unusual = Unusual
heading-region = Region
heading-id = Id
heading-kind = Kind
heading-last_contact = Last contact
heading-last_day = Last day
heading-missing = Missing
heading-against = Then
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
heading-recommended_by = Recommended by
heading-recommended_note = Recommendation
heading-account = Account
heading-activity = Activity
heading-against_on_time = Then: on time
heading-against_reported = Then: reported
heading-against_units = Then: units
heading-bounced = Came back
heading-by = By
heading-bytes = Bytes
heading-dated = Dated
heading-how = How
heading-last_reminded = Last reminded
heading-level = Level
heading-number = Number
heading-opened_by = Opened by
heading-redacted = Why removed
heading-version_withdrawn = Version withdrawn
heading-reminded_times = Times reminded
heading-tried = Last tried
heading-version = Version

## cli
#  Sentences of the command line.

cli-usage = Usage:
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-global_options = Global options
cli-dashboard_options = Dashboard options
cli-examples = Examples:
cli-options_word = OPTIONS
cli-command_word = COMMAND
cli-did_you_mean = { $what }; did you mean { $words }?
cli-see_help = { $what } (see --help)
cli-unknown_command = There is no command “{ $word }”
cli-unknown_option = There is no option or argument “{ $word }” here
cli-value_missing = A value is missing for { $name }
cli-bad_value = “{ $value }” cannot be used for { $name }; accepted: { $words }
cli-bad_form = “{ $value }” cannot be used for { $name }
cli-too_many_values = { $name } takes fewer values than that
cli-twice = { $name } may be given only once
cli-conflict = { $name } cannot be used together with { $other }
cli-missing = Missing: { $names }
cli-missing_behind = Missing: { $names }. Write it before { $name }: every word behind { $name } is taken for a value of that option
cli-missing_command = Name a command: { $words }
cli-not_utf8 = An argument is not UTF-8 text
cli-bad_usage = The command line is not right
cli-bad_date = { $name }: “{ $value }” is not a date; write it like 04/06, 04/06/2020, 2020-06-04 or +5 (days from today), with a year from 2000 to 2099.
cli-bad_document = { $name }: “{ $value }” is not the number of a document; write it like 77/BC-STTTT.
cli-bad_whole_date = { $name }: “{ $value }” is not a date with its year; write it like 04/06/2020 or 2020-06-04, with a year from 2000 to 2099.
cli-bad_when = { $name }: “{ $value }” is not a time; write it like “28/05 14:03”, “28/05/2020 14:03”, 2020-05-28 or 2020-05-28T14:03:00+07:00.
cli-bad_clock = { $name }: “{ $value }” is neither a date with its year nor a time in RFC 3339; write it like 28/05/2020 or 2020-05-28T14:03:19+07:00.
cli-bad_number = { $name }: “{ $value }” is not a whole number from zero up; write it like 250 or 1,000.
cli-bad_phone = { $name }: “{ $value }” is not a telephone number; write it like 0206 3852 000, or leave it empty ({ $name }=) to take away the one on record.
cli-bad_mail = { $name }: “{ $value }” is not an e-mail address; write it like office@province.gov.vn, or leave it empty ({ $name }=) to take away the one on record.
cli-two_numbers = { $name }: “{ $value }” can be read as two numbers; write { $whole } or { $decimal }.
cli-bad_figure = { $name }: “{ $value }” cannot be read; write it like households_internet=85.5 or digital_plan=yes.
cli-bad_campaign_id = “{ $id }” cannot be a campaign's id; use lower-case letters, digits and hyphens, such as wtisd-2026.
cli-unit_ambiguous = “{ $word }” could be several units: { $names }; use the code or the abbreviation.
cli-unit_unknown = No unit matches “{ $word }”
cli-unknown_region = No region matches “{ $word }”; there is: { $words }.
cli-unknown_campaign = There is no campaign “{ $id }” that comes with the program (there is: { $known })
cli-unknown_to_open = There is no campaign “{ $id }” that comes with the program (there is: { $known }), and no draft of that name; name the campaign’s file, or make one: ketnoi campaign new { $id } --day DATE
cli-unknown_roster = There is no roster “{ $id }” (there is: { $known })
cli-no_such_file = { $unit } has no file that matches “{ $word }”
cli-no_document_copy = No copy of the document “{ $id }” is kept
cli-file_ambiguous = “{ $word }” could be several files: { $names }; use the hash.
cli-file_failed = { $file }: { $what }.
cli-file_symlink = { $file } is a link, not a file; name the file itself.
cli-file_folder = { $file } is a folder, not a file.
cli-file_not_regular = { $file } is not an ordinary file (a pipe, a device or a socket) and is not read.
cli-file_too_large = { $file } is larger than the limit of { $limit }; make it smaller or change evidence_limit in the configuration.
cli-file_changed = { $file } changed while it was being read and was not recorded; try again once it has settled.
cli-file_empty = { $file } has no content; nothing was kept.
cli-file_exists = { $file } is already there and was left as it is; use --force to replace it.
cli-file_exists_new = { $file } is already there and was left as it is; choose another name with -o.
cli-out_store = { $file } belongs to a store of ketnoi and is never written over; choose another name.
cli-out_settings = { $file } belongs to the settings or the access rules of ketnoi and is not written; choose another name.
cli-out_link = { $file } is a link and is not written; name the file itself, or choose another name.
cli-out_special = { $file } is not an ordinary file (a pipe, a device or a socket) and is not written.
cli-out_folder = { $file } is a folder, not a file; add the name of a file.
cli-out_several = To save several files, -o must be a folder that is there.
cli-out_terminal = The content of a file is not written to a terminal; pass it on (-o - | program) or name a file with -o.
cli-out_json = --json and -o - do not go together: standard output is taken by the content of the file.
cli-ask = { $question } [y/N]
cli-far_day = { $date } lies more than a year away from the campaign ({ $day }) and from today. Is that day meant?
cli-needs_yes = { $question } Nothing was recorded; add --yes if it is meant.
cli-ask_unusual = { $unit } has unusual figures: { $values }. Record them?
cli-figure_unusual = { $id } { $value } (usually { $least } to { $most })
cli-not_confirmed = { $question } It was not confirmed; nothing was recorded.
cli-ask_close = Close campaign { $id }?
cli-stdout = Standard output cannot be written: { $what }.
cli-recorded_untold = It is recorded (receipt { $cmd }); only the receipt could not be written: { $what } Do not do it again.
cli-bytes_gone = The bytes of { $file } are no longer kept.
cli-bytes_stay = The bytes stay because they are used elsewhere; only this unit's mention of them is struck out.
cli-saved = Wrote { $file } ({ $name }, { $size }).
cli-listed = { $n ->
    [one] Wrote { $file } (1 row).
   *[other] Wrote { $file } ({ $n } rows).
 }
cli-list_json = --json and another --format ask for two things; leave one of them out.
cli-list_words = JSON is for programs and keeps its stable names; --words is for CSV.
cli-list_terminal = A spreadsheet is not written to a terminal; name a file with -o.
cli-list_sheet = The spreadsheet could not be made: { $what }
cli-log_json_columns = The journal as JSON is one fact a line, whole; --columns is for tables.
cli-unknown_column = There is no column “{ $name }”; there is: { $words }
opt_help-list_output = Write to this file; its ending (csv, xlsx, md, json) says how, where --format does not
opt_help-export_format = Format, where the file’s ending does not say it
opt_help-export_output = Write to this file; its ending says the format, where --format does not
opt_help-photos = At most so many photos (by default 60, at most 3 of a unit)
opt_help-grant_writer = The role that reads and writes (by default ketnoi_writer)
opt_help-grant_reader = The role that only reads (by default ketnoi_reader)
opt_help-electronic = An electronic document (the default): the “enclosed with” line of appendices stays open
opt_help-columns = Only these columns, in this order, separated by commas
opt_help-against = How each unit, or those that it was formed from, did in this campaign
opt_help-changes = What changed since the version before: of version N, or of the newest
opt_help-words = In CSV too, headings and values in the language of the words and not of programs
cli-verify_letter = letter { $id }
cli-verify_missing = MISSING  { $hash }  { $unit }  { $file }
cli-verify_changed = CHANGED  { $hash }  { $unit }  { $file }
cli-verify_unreadable = UNREADABLE  { $hash }  { $unit }  { $file }
cli-verify_orphan = unused  { $hash }
cli-verify_swept = Took away unfinished files that a stopped program had left: { $n }.
cli-no_relay = This store is a file: sessions hear of changes without a relay.
cli-no_grants = This store is a file: the permissions of files decide who may read and write it (ketnoi doctor shows them).
cli-no_store = There is no store at { $path } yet; what is shown is the campaign as shipped. It is made by the first command that writes; check the path if there should be one.
cli-status_shipped = { $id }: { $what }
cli-verify_sum = { $n ->
    [one] Checked { $n } file, { $good } is whole.
   *[other] Checked { $n } files, { $good } are whole.
 }
cli-opened = Opened the campaign { $id }.
cli-entered_later = { $what } (entered later)
cli-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
 }
cli-outside_window = Note: { $id } lies outside the window of the activities, { $window }; it was recorded all the same.
cli-unusual = Note: { $id } lies outside the usual range; it was recorded all the same.
cli-new_campaign = { $n ->
    [0] Wrote { $file }. Compare it with the letter, then: ketnoi campaign open { $file }
   *[other] Wrote { $file }. Compare it with the letter and write what is marked TODO ({ $n }: { $keys }), then: ketnoi campaign open { $file }
 }
cli-new_left_out = Not in it yet, and not needed to open it: { $keys }. On screen it can be finished with N.
cli-queue_empty = Nothing is waiting.
cli-left_out = (No room for: { $names }; a file or pipe gets every column.)
cli-status_exempt = {" "}· exempt { $n }
cli-status_recommended = {" "}· waiting for a leader { $n }
cli-status_sum = { $id } · { $phase } · { $time } · reported { $reported }/{ $total } · accepted { $accepted } · overdue { $overdue }{ $exempt }
cli-log_whole = The journal of { $id } is whole: facts { $n }, last hash { $hash }.
cli-log_no_facts = The journal of { $id } has no facts yet.
cli-log_hole = Fact { $seq }: words removed by fact { $by } ({ $who }, { $at }: { $why }); its hash still holds.
cli-log_hole_old = Fact { $seq }: words removed by fact { $by } ({ $who }, { $at }: { $why }); a row of the old kind, its stored hash is taken as it stands.
cli-redact_backups = Backups made before still hold what was removed; destroy them or make them anew.
cli-redact_cleared = The free space of the store's file is clear now: words that were removed earlier are gone from it.
cli-redact_remains = It is out of the journal, but free space of the store's file may still hold it, because the store is busy or the disk is full; give the command again.
cli-no_such_fact = There is no fact { $seq }; the last one is { $last }.
cli-no_fact_number = “{ $word }” is not the number of a fact.
cli-no_person = { $unit } has no contact to remove.
cli-log_head = { $id } { $n } { $hash }
cli-man_keys = KEYS ON THE DASHBOARD
cli-man_name = NAME
cli-man_synopsis = SYNOPSIS
cli-man_description = DESCRIPTION
cli-man_examples = EXAMPLES
cli-man_version = VERSION
cli-man_written = Wrote { $n } man pages to { $dir }.
cli-not_yet = not yet
cli-head_id = Id
cli-head_name = Name
cli-head_title = Title
cli-head_url = Address
cli-head_copy = Copy kept
cli-head_theme = Theme
cli-head_sender = Sender
cli-head_letter = Letter
cli-head_signer = Signer
cli-letter = { $sign } of { $date }
cli-head_day = Day
cli-head_window = Activity window
cli-head_phase = Phase
cli-head_opened = Opened
cli-head_closed = Closed
cli-head_roster = Roster
cli-head_setting = Setting
cli-head_value = Value
cli-head_origin = Origin
cli-exit_done = done
cli-exit_failed = it failed: a file, the store, the system
cli-exit_usage = wrong usage
cli-exit_refused = refused by a rule; the refusal is printed with the way out
cli-exit_nothing = nothing matched

# family: did
did-report_acknowledge = Acknowledgement recorded: { $what }
did-report_receive = Report recorded: { $what }
did-report_return = Report returned: { $what }
did-report_accept = Report accepted: { $what }
did-report_recommend = Report recommended: { $what }
did-report_retract = Recommendation retracted: { $what }
did-report_exempt = Exempted: { $what }
did-report_withdraw = Version withdrawn: { $what }
did-report_note = Note recorded: { $what }
did-inbox_assign = Letter { $letter } filed to { $what }
did-inbox_dismiss = Letter { $letter } dismissed: { $what }
did-inbox_put_back = Letter { $letter } waits again: { $what }
did-report_figure = Figures recorded: { $what }
did-report_no_figure = Figures taken back: { $what }
did-contact_log = Contact logged: { $what }
did-remind = Messages recorded: { $what }
did-export = Export recorded: { $what }
did-contact_set = Contact set: { $what }
did-contact_redact = Contacts removed: { $what }
did-log_redact = Words removed from fact { $what }
did-activity_add = Activity { $what } added
did-activity_edit = Activity { $what } edited
did-activity_done = Activity done: { $what }
did-activity_cancel = Activity cancelled: { $what }
did-evidence_add = Evidence added: { $what }
did-evidence_redact = File redacted: { $what }
did-evidence_edit = Recorded about { $what }
did-document_attach = Document kept: { $what }
did-campaign_open = Campaign { $what } opened
did-campaign_amend = Campaign { $what } amended
did-campaign_extend = Deadline extended, last day that counts: { $what }
did-campaign_replace = Extension put right, last day that counts: { $what }
did-campaign_close = Campaign { $what } closed
did-campaign_correct_clock = { $what }: records go by the clock of this machine again
did-undo = Taken back: { $what }
did-redo = Done again: { $what }
cli-bad_size = The size “{ $value }” cannot be used; write it like 80x24, at most { $largest }
cli-bad_keys = “{ $word }” is not a key; write keys like --keys "j j <enter> a <esc>"
cli-no_terminal = Standard input or output is not a terminal; use ketnoi --print or ketnoi status
cli-term_unset = TERM is not set; set it (xterm-256color, say) or use ketnoi --print
cli-term_dumb = The terminal “{ $name }” cannot move its cursor; use ketnoi --print or ketnoi status
cli-terminal_failed = The terminal cannot be used: { $what }
keys-unknown_action = there is no command named “{ $id }”; docs/keys.md lists their names
keys-unknown_key = “{ $key }” is not a key (for { $id }); write it like a, A, space, ctrl-l, f5, alt-x
keys-printable = the key { $key } cannot be taken for { $id }: where text is typed it is a letter; write a key such as ctrl-s, f10, alt-x
keys-no_way = { $id } must keep a key, or nobody gets on from there
keys-shadow = The key { $key } of { $id } ({ $place }) is taken from { $from }.
keys-taken = the key { $key } of { $id } belongs to { $by } in the same place


## cli_help
#  Help of commands and options.

# family: cmd_help
cmd_help-ketnoi = The control room of a national reporting campaign, in a terminal
cmd_help-status = Where every unit stands
cmd_help-queue = What waits for a person, most pressing first
cmd_help-report = A unit's report: show it, record it, return it, accept it
cmd_help-report_show = Show a unit's report with its whole history
cmd_help-report_acknowledge = Record that units have the letter
cmd_help-report_receive = Record that a version of the report came in, with its files if any
cmd_help-report_return = Send a report back for correction; the reason in --note is mandatory
cmd_help-report_accept = Accept reports that were reviewed
cmd_help-report_recommend = Recommend reports to a leader for acceptance (campaigns with two steps)
cmd_help-report_retract = Retract a recommendation while no leader has decided
cmd_help-report_exempt = Excuse units from reporting; the reason in --note is mandatory
cmd_help-report_withdraw = Take the latest version back
cmd_help-report_note = Put a note on units
cmd_help-report_figure = Record figures of a unit
cmd_help-activity = Activities of the units: list, add, change
cmd_help-activity_list = List activities
cmd_help-activity_add = Add an activity
cmd_help-activity_edit = Change an activity; what is not named stays as it is
cmd_help-activity_done = Record that activities were held
cmd_help-activity_cancel = Call activities off; the reason in --note is mandatory
cmd_help-evidence = Evidence: documents, photos and videos of the units
cmd_help-evidence_list = List files
cmd_help-evidence_add = Attach files to a unit or one of its activities
cmd_help-evidence_edit = Say what is to be seen in files, and whether they may be shown
cmd_help-evidence_save = Write kept files to a place of yours: a file, a folder, or standard output (-o -)
cmd_help-evidence_verify = Read every file and compare it with its hash
cmd_help-evidence_redact = Remove a file's bytes; its hash and the reason stay
cmd_help-contact = Whom to call, and who was called when
cmd_help-contact_list = List contacts with the last call
cmd_help-contact_log = Record that units were contacted
cmd_help-remind = Who is due a reminder; drafts of messages and of the official letter
cmd_help-contact_set = Set whom to call at a unit
cmd_help-contact_redact = Remove name, telephone and mail of every contact that was ever set for a unit (notes of calls: “ketnoi log redact”)
cmd_help-document = Documents sent with the letter, the ministry's own copies
cmd_help-document_list = List documents
cmd_help-document_attach = Keep a copy of a document
cmd_help-document_save = Write the kept copy to a place of yours
cmd_help-campaign = Campaigns: show, make, open, amend, extend, close
cmd_help-campaign_list = List campaigns that come with the program and those that were opened
cmd_help-campaign_show = Show a campaign
cmd_help-campaign_new = Write the file of a new campaign from an old one
cmd_help-campaign_open = Open a campaign from a file or a shipped one by its id
cmd_help-campaign_amend = Change an opened campaign to what a file says
cmd_help-campaign_extend = Give one unit, or all, more time
cmd_help-campaign_close = Close the campaign: the final picture
cmd_help-campaign_correct-clock = Record by the clock again, after it was ahead and has been set right
cmd_help-session = A session for command="…" of SSH: the dashboard, or status, queue, put
cmd_help-log = The journal: every fact in order, never changed
cmd_help-log_redact = Remove the words of facts by their numbers; kind, unit, times, who recorded it and the reason stay
cmd_help-undo = Take back your own last command
cmd_help-relay = Hear of changes for all sessions of this machine (stores on a server)
cmd_help-store = What the administrator of a store on a server needs
cmd_help-store_grant = Print the SQL that gives roles their rights
cmd_help-doctor = What is wrong with this place and how to put it right
cmd_help-config = Configuration
cmd_help-config_check = The settings in force and who said so
cmd_help-completions = Print completions for a shell
cmd_help-man = Print the man page, or write one for each command into a folder
cmd_help-help = Show the help of the program or of a command
cmd_help-version = Show the version of the program

# family: opt_help
opt_help-help = Show this help
opt_help-version = Show the version
opt_help-command = The command to be explained
opt_help-store = The store, sqlite:PATH (KETNOI_STORE)
opt_help-files = Where files are kept, if not beside the store (KETNOI_FILES)
opt_help-config = Configuration file, in place of the usual ones (KETNOI_CONFIG)
opt_help-campaign = Campaign id; without it the newest that was opened (KETNOI_CAMPAIGN)
opt_help-lang = Language (KETNOI_LANG)
opt_help-now = Show everything as if it were this moment; a date alone is 00:00; nothing can be written (KETNOI_NOW)
opt_help-as_of = Show the state as of this moment, by when things happened; a date alone is the end of that day; nothing can be written
opt_help-known_at = The same by when the journal recorded them
opt_help-read_only = Refuse every write
opt_help-json = Print one JSON document
opt_help-ascii = Use ASCII characters only
opt_help-glyphs = Signs to draw with
opt_help-no_color = Use no colours (NO_COLOR)
opt_help-theme = Look
opt_help-print = Print the dashboard and leave: as text, with ANSI colours, or as an SVG picture
opt_help-size = Size of the printed frame, such as 120x40
opt_help-keys = Keys to press before printing, such as "j j <enter> a"
opt_help-write = Allow writes together with --print
opt_help-unit = Unit: code, abbreviation, or name with or without marks
opt_help-region = Only this region (id or name); may be repeated
opt_help-under = Only the units below this one (code, letters or name); may be repeated
opt_help-state = Only this state; may be repeated
opt_help-format = Form
opt_help-bom = Write CSV for spreadsheets: with a byte order mark, and codes that stay 01
opt_help-at = When it happened; more than 24 hours ago needs --note
opt_help-note = Note or reason
opt_help-yes = Answer yes beforehand to what would be asked back
opt_help-due = The last day on which the correction counts
opt_help-attach = Files that come with it
opt_help-number = Number and symbol of the document, such as 77/BC-STTTT
opt_help-letter_kind = What the letter is; else what the rules take it for
opt_help-letter_at = Another moment than that of its receipt; needs --note
opt_help-document_date = Date of the document
opt_help-caption = What is to be seen in the file; empty takes the caption away
opt_help-consent = Those who are seen or named agree that it is shown
opt_help-notable = Worth naming in the consolidated report
opt_help-id_value = Indicator id and value
opt_help-id = Activity id, such as CBG-3
opt_help-kind = Kind of activity
opt_help-title = Title of the activity
opt_help-from_date = First day
opt_help-to_date = Last day; left empty in an edit, it is over on its first day
opt_help-mode = How it takes place
opt_help-reach = People reached
opt_help-sdg = SDG or SDG target, such as 9 or 9.c; separated by commas
opt_help-goal = Connect 2030 goal or target, such as 2 or 2.8; separated by commas
opt_help-status = Status of the activity
opt_help-how = How the unit was contacted
opt_help-contact_title = Position or department
opt_help-phone = Telephone
opt_help-mail = E-mail address
opt_help-file = File
opt_help-activity = Activity that the files belong to
opt_help-file_name = File name or hash (its first 8 digits at least)
opt_help-output = Where to write
opt_help-force = Replace a file that is there
opt_help-document = Document id
opt_help-new_id = Id of the new campaign, such as wtisd-2026
opt_help-from_campaign = The campaign or model to start from; without it, the newest model
opt_help-new_roster = Roster, such as vn-provinces-34; without it, the one in force on the Day
opt_help-day = The Day
opt_help-roster = Roster, such as vn-provinces-34
opt_help-file_or_id = Campaign file, or the id of a shipped campaign
opt_help-until = The last day that counts
opt_help-replace = Take the place of a mistaken extension, also with an earlier day; needs a reason (--note)
opt_help-contact_name = Name; left out, the person set last is changed
opt_help-remind_dry_run = Only list who would get what and why, with the digest; records nothing
opt_help-move_to = Where the store is to go; written as with --store
opt_help-move_to_files = Where its files are to go; by default beside the new store or, where they lie apart, they stay
opt_help-remind_to = The folder for drafts and the official letter; a new one here, if not given
opt_help-letter_dir = The folder for the letter and the drafts
opt_help-letters_in = The language of messages and letters; Vietnamese, if not given
opt_help-since = Only what happened from this moment on
opt_help-verify = Check the whole chain of hashes
opt_help-as = Act as NAME, where the access file allows it; the real account is recorded too
opt_help-audit = List what was refused because of who asked (administrators only)
opt_help-head = Print number and hash of the last fact, for safe keeping elsewhere
opt_help-seq = Number of the fact, as in the first column of “ketnoi log”
opt_help-redo = Take back your own last undo
opt_help-shell = Name of the shell
opt_help-dir = Folder for the man pages
cmd_help-demo = A whole simulated campaign, in memory, marked DEMO, leaving nothing behind
opt_help-seed = The same seed gives the same campaign (default 2020)
opt_help-speed = Seconds of the campaign in a second of the world (default 8640: a day takes ten seconds)
cmd_help-wall = The screen on the wall: countdown, map, progress; pages turn by themselves, view only
opt_help-wall = Show it as the screen on the wall
opt_help-interval = How long each page stays (default 20s)
opt_help-pages = Pages, separated by commas: overview, regions, activities, photos


## doctor
#  What is wrong and how to mend it.

doctor-mailbox_tls = encrypted from the first byte (TLS)
doctor-mailbox_starttls = encrypted after STARTTLS, before any password
doctor-mailbox_here = within this machine, not encrypted
doctor-private = readable and writable by the owner alone
doctor-no_store_yet = none yet; the first command that records something makes it
doctor-files_clock = { $seconds } s against this machine
doctor-files_versions = kept: what is removed stays as an older version until it is removed too, as “evidence redact” does
doctor-files_no_versions = none are kept: what is removed is gone
doctor-files_kept = files { $n }, { $size }
doctor-files_unchecked = the server does not check: it took a file with a wrong checksum
doctor-mend_files_unchecked = ketnoi checks each file when it is read; run “ketnoi evidence verify” from time to time.
doctor-restored = from the backup of { $made }; no reminder is sent before somebody has looked into what left after it
doctor-read_only = can be read only
doctor-server_standby = it follows another server and can only be read
doctor-server_closed = it is set to take no writes (default_transaction_read_only)
doctor-server_copies = { $all }, of which { $confirmed } have what is confirmed
doctor-server_trip = { $trip } ms there and back, { $laid } ms to connect
doctor-server_clock = { $ms } ms ahead of this machine’s
doctor-server_encrypted = encrypted
doctor-server_here = on this machine
doctor-server_bare = NOT encrypted, and it leaves this machine (tls=off)
doctor-server_owner = the schema is this account’s
doctor-server_writer = reads and writes
doctor-server_reader = reads only
doctor-server_nobody = none
doctor-chain_whole = { $id }: facts { $n }, whole, { $hash }
doctor-chain_whole_only = { $id }: whole
doctor-local_disk = a disk of this machine
doctor-no_files = no files, defaults are used
doctor-built_in = built in
doctor-one_owner = all parts of the store belong to one account
doctor-access_tight = only administrators can change it
doctor-role = { $who } is: { $role }
doctor-role_without_file = { $who } is: { $role } (no access file: the owner and root may do everything, others look)
doctor-mend_leftovers = If no backup or restore is running at this moment, run: { $commands }
doctor-words_remain = free space of the store's file may still hold words that were removed
doctor-mend_remains = When nobody else uses the store and the disk has room, run: ketnoi --campaign { $id } log redact { $seq } --note "clear free space" (that fact is empty already; the command clears the file).
doctor-run = Run: { $commands }
doctor-mend_layered = This is the passing layer of a container; keep the store on a mounted disk, or it goes away with the container.
doctor-clock_behind = { $now }, but the newest fact of the journal was recorded at { $newest }
doctor-locale_absent = { $name } is not installed on this machine
doctor-mend_locale = Run: sudo locale-gen { $name }; or set LANG=C.UTF-8.
doctor-font_fine = the console has a font with Vietnamese letters
doctor-font_unknown = it is not known whether the font of the console has all Vietnamese letters
doctor-ruler = The two bars | below must stand in one column; if they do not, set ambiguous width to narrow in the terminal, or use --ascii:

# family: doctor_grade
doctor_grade-ok = OK
doctor_grade-warn = warn
doctor_grade-bad = BAD

# family: doctor_check
doctor_check-store = store
doctor_check-permissions = permissions
doctor_check-owner = owner
doctor_check-access = access file
doctor_check-roles = roles
doctor_check-leftovers = left behind
doctor_check-engine = engine
doctor_check-journal = journal
doctor_check-log_mode = journal mode
doctor_check-writable = writing
doctor_check-integrity = pages
doctor_check-moved = moved
doctor_check-restored = restored
doctor_check-tables = tables
doctor_check-remains = words removed
doctor_check-chain = chain of hashes
doctor_check-state = stored state
doctor_check-folder = folder
doctor_check-file_system = file system
doctor_check-files = place of files
doctor_check-files_trial = files, tried
doctor_check-files_clock = the server’s clock
doctor_check-files_versions = older versions
doctor_check-files_kept = files kept
doctor_check-room = room on the disk
doctor_check-server = server
doctor_check-server_writes = the server takes writes
doctor_check-server_setting = setting of the server
doctor_check-server_copies = servers that follow
doctor_check-server_trip = way to the server
doctor_check-server_clock = clock of the server
doctor_check-server_line = line to the server
doctor_check-server_rights = rights on the server
doctor_check-config = configuration files
doctor_check-mailbox_line = line to the mail server
doctor_check-data = reference data
doctor_check-evidence_limit = limit of a file
doctor_check-clock = clock
doctor_check-locale = locale
doctor_check-terminal = terminal
doctor_check-font = font
doctor_check-widths = widths of signs

# family: doctor_mend
doctor_mend-roles = Mend the access file as the sentence says; until then nobody is let in.
doctor_mend-engine = Use a ketnoi that is built with SQLite 3.51.3 or later.
doctor_mend-journal = Check --store; if the file is really damaged, go back to a copy of it, and do not mend it in place.
doctor_mend-log_mode = The store must be in WAL mode; copy it to a disk of this machine.
doctor_mend-writable = Check the permissions of the file and of the file system.
doctor_mend-integrity = Go back to a copy; write nothing more to this file.
doctor_mend-tables = Ask whoever did it to undo it, or go back to a copy; until then ketnoi writes nothing to this file.
doctor_mend-chain = Keep the file as evidence, find out who changed it, and go back to a copy.
doctor_mend-state = Nothing needs to be done: the next command writes it anew. If it comes back, have the disk checked.
doctor_mend-folder = Let this user write to the folder, or choose another place with --store.
doctor_mend-file_system = Keep the store on a disk of this machine; locks over a network are not to be trusted.
doctor_mend-files_trial = Correct “files” in the settings, or the rights of its keys: to read, write, list and remove below the prefix.
doctor_mend-files_clock = Set the clock of this machine (timedatectl) or of the server.
doctor_mend-files_kept = Let this account read the folder or bucket of the files, or bring its server back; then run “ketnoi evidence verify”.
doctor_mend-moved = Work at the new place. How this store is taken back into use is said in docs/operations.md, “Moving a store”.
doctor_mend-restored = Look into the mail server’s log for reminders that left after the backup, record them, then: ketnoi remind --after-restore (docs/operations.md, “After a restore”).
doctor_mend-room = Make room on the disk or move the store to another.
doctor_mend-server_writes = Name all servers of the store in its address (HOST1,HOST2), or ask whoever runs them when the first takes writes again.
doctor_mend-server_setting = Set it to on: what was confirmed can be lost otherwise when the machine stops (data_checksums: pg_checksums --enable).
doctor_mend-server_trip = Every key waits for the way there and back twice; run ketnoi nearer to the server.
doctor_mend-server_clock = Have both machines set their clocks from the same source (NTP).
doctor_mend-server_line = Remove tls=off from the store’s address, and name the server’s certificate by ca_file.
doctor_mend-mailbox_line = Until then no letter is read from there; docs/operations.md, “From a mail server, over IMAP”, says what is needed.
doctor_mend-server_rights = Have the administrator of the server run what “ketnoi store grant” prints.
doctor_mend-clock = Set the machine's clock: the journal records by it.
doctor_mend-locale = Set LANG=C.UTF-8 or vi_VN.UTF-8; failing that, use --ascii.
doctor_mend-terminal = Set TERM rightly, such as xterm-256color; failing that, use --print.
doctor_mend-font = Set CODESET="Vietnamese" and FONTFACE="Fixed" in /etc/default/console-setup and run setupcon; for signs that still show as boxes use --ascii.
doctor_mend-widths = See whether the two bars at the end of this page stand in one column; if they do not, use --ascii.

## backup
#  Backing up the store and bringing it back.

cmd_help-backup = Back up the whole store into one file, also while others write
cmd_help-export = Export reports as files
cmd_help-export_consolidated = Export the consolidated report to the Ministry’s leaders
cmd_help-export_itu = Export the update for ITU, in English
cmd_help-export_letter = Write the year’s letter from the campaign, with drafts to all units
cmd_help-export_status = Export where every unit stands, with a chart by region
cmd_help-export_activities = Export the activities, with a chart by kind
cmd_help-export_figures = Export the figures that units reported
cmd_help-export_contacts = Export whom to call
cmd_help-export_log = Export the journal
cmd_help-export_calendar = Export the campaign’s days for a calendar (iCalendar)
cmd_help-restore = Make a store from a backup, in a place where there is none
cmd_help-move = Move the whole store to another place, also to another engine; nothing is written to the old one from then on
backup-made = Backed up to { $file } ({ $size }): facts { $facts }, files { $files }.
backup-made_in_part = Backed up to { $file } ({ $size }): facts { $facts }, files { $files }, but without the files named above.
backup-restored = Restored the store { $store } from the backup of { $made }: facts { $facts }, files { $files }.
backup-progress = Files copied: { $n } of { $all }
backup-progress_sized = Files copied: { $n } of { $all }; { $done } of { $size }
backup-restored_reminders = No reminder is sent from this store before somebody has said that reminders sent after the backup were looked into (ketnoi remind --after-restore).
backup-read_only = Nothing can be restored under --read-only; leave that option out.
backup-occupied = { $file } stands in the place of the new store; move it away, or choose another place with --store.
backup-foreign = { $file } is not a backup of ketnoi.
backup-cut = The backup { $file } ends too early; get the whole of it. Nothing was restored.
backup-stranger = { $file } holds something that is in no backup (“{ $what }”); get the original. Nothing was restored.
backup-changed = In { $file }, “{ $what }” is not as it was backed up; use another backup. Nothing was restored.
backup-lacks = The backup { $file } lacks a file that the journal speaks of (hash { $what }); use another backup. Nothing was restored.
move-done = Moved the store { $from } to { $to }: facts { $facts } (of which { $redacted } with words removed), files { $files }.
move-already = The store { $from } had been moved to { $to } before, and all of it is there: facts { $facts } (of which { $redacted } with words removed), files { $files }.
move-next = Nothing is written to the old store any more. From now on use --store { $to }, or set “store” to it.
move-access = The access file { $file } holds for the old place alone; see to it that the new one has its own.
move-progress_read = Facts read: { $n } of { $all }
move-progress_files = Files sent: { $n } of { $all }
move-progress_facts = Facts sent: { $n } of { $all }
move-progress_checked = The new store is checked against the old one
move-read_only = Nothing can be moved under --read-only; leave that option out.
move-same = The store is there already; name another place with --to.
move-occupied = Something stands at { $path } that is not of this store; name another place with --to, or move it away.
move-in_hand = Reminders of { $stream } may just have left, and what became of them is not on record yet; wait until “ketnoi remind --send” has ended, or say it with “ketnoi remind --settle”. Then begin again; the store is in use as before.
move-broken_off = The move was broken off, and the store is in use as before. Files that were sent stay at the new place; the same command goes on from there.
backup-newer = The backup { $file } was made by a newer ketnoi ({ $what }); restore it with that one.


## demo
#  The simulated campaign.

demo-keys = Demo: { $slower } slower, { $faster } faster, { $stop } stop, { $step } the next thing that happens
demo-pace = Demo: a day in { $seconds } s
demo-stopped = Stopped: { $stop } goes on, { $step } the next thing that happens


## errors
#  What failed, in one sentence.

errors-refused = This was refused by the rule “{ $rule }”.
errors-no_campaign = There is no campaign yet; open one with “ketnoi campaign open”.
errors-unknown_campaign = There is no campaign “{ $id }”; “ketnoi campaign list” shows what there is.
errors-unknown_campaign_known = There is no campaign “{ $id }”; there are: { $known }.
errors-unknown_campaign_near = There is no campaign “{ $id }”; did you mean { $known }?

mailbox-absent = There is nothing to read letters from at { $mailbox }; check the path, or the sources in the settings.
mailbox-io = { $mailbox } cannot be read any further: { $detail }. What is on record stays there; the rest is read by the next sweep.
# family: mailbox_address
mailbox_address-user = The address of the mail server names no account; write it as imaps://account@server/INBOX.
mailbox_address-host = The address of the mail server names no server; write it as imaps://account@server/INBOX.
mailbox_address-port = The port in the address of the mail server is no number from 1 to 65535; leave it out for the usual one.
mailbox_address-password = The address of a mail server must not hold the password, for others could read it there; put it into a file that only you may read, and name that file in the settings (intake, password_file).
mailbox-secret_unnamed = There is no password for { $mailbox }; put it into a file that only you may read and name that file in the settings (intake, password_file), or give it to the service as the systemd credential “imap”.
mailbox-secret_open = { $file } holds a password that others may read (permissions { $mode }); run: chmod 600 { $file }
mailbox-secret_pair = { $file } should hold the two keys for { $mailbox } and nothing else: the access key on the first line, the secret key on the second.
mailbox-secret_line = { $file } should hold the password on one line and nothing else.
mailbox-secret_io = The password for { $mailbox } cannot be read from { $file }: { $detail }.
# family: mailbox_server
mailbox_server-unreachable = { $mailbox } does not answer ({ $detail }); check the network and whether the server runs. Nothing was marked as read, and the next sweep tries again.
mailbox_server-certificate = Whoever answers at { $mailbox } could not prove to be that server ({ $detail }), so no password was sent; check the address, or name the certificate of your own authority in the settings (intake, ca_file).
mailbox_server-authorities = The certificates that { $mailbox } is judged by cannot be read ({ $detail }); check ca_file in the settings.
mailbox_server-unencrypted = { $mailbox } does not encrypt the line ({ $detail }), so no password was sent; ask whoever runs the server for STARTTLS, or write imaps:// where it has the port 993.
mailbox_server-injected = Somebody spoke on the line to { $mailbox } before it was encrypted, so it was given up and no password was sent; try again, and tell whoever runs the network if it stays so.
mailbox_server-no_login = { $mailbox } lets nobody in by a password (it offers: { $detail }); ask whoever runs the server to allow PLAIN on encrypted lines for this account.
mailbox_server-password = { $mailbox } refuses the account or its password ({ $detail }); put the right password into the file that the settings name, or ask whoever runs the server.
mailbox_server-folder = { $mailbox } cannot be opened on the server ({ $detail }); check the name of the folder and whether the account may read it.
mailbox_server-protocol = { $mailbox } answers what no mail server should ({ $detail }); check address and port. Nothing was marked as read.
mailbox_server-mark = { $mailbox } does not let letters be marked as read ({ $detail }); they are on record all the same.
# family: mailbox_refused
mailbox_refused-link = it is a link, and links are not followed
mailbox_refused-special = it is no ordinary file
mailbox_refused-denied = this account may not read it
mailbox_refused-damaged = the disk does not give it
mailbox_refused-deep = it lies in too many folders

store-absent = There is no store at { $path }; it is made by the first command that writes, or choose another with --store.
store-absent_here = The store is gone ({ $path }). It is tried again by itself; until it is back nothing is recorded, and what you type stays. Tell the administrator.
store-unreachable = { $path } cannot be reached ({ $detail }); check the network and whether the server runs. The next command tries again.
store-unreachable_here = { $path } does not answer ({ $detail }). Nothing can be recorded until it does; ketnoi tries again by itself, and what you have typed stays: hand it in again once this line is gone.
store-denied = { $path } does not let this account in ({ $detail }); check the name and the password in the settings (of a bucket, the two keys), or ask whoever runs it.
store-forbidden = { $path } lets this account in and does not allow it this ({ $detail }); have the owner of the schema run what “ketnoi store grant” prints, or give the first command where there is no schema yet.
store-authorities = The certificates by which { $path } is to prove who it is cannot be read ({ $detail }), so nothing was sent; correct ca_file in its address.
store-no_certificate = there is no certificate in it
store-untrusted = Whoever answers at { $path } could not prove to be it ({ $detail }), so nothing was sent; check the address and the certificate with whoever runs it.
store-replaced = Another file stands at { $path } now; leave ketnoi and start it anew to work on that one.
store-log_lost = { $path } was taken away, replaced or cut short while it was in use, and nothing more is written; leave every ketnoi on this store, then check it with “ketnoi log --verify”.
store-unsure = It is not known whether this was saved. { $why }
store-linked = { $path } has a second name (a hard link), and what is written under one of them is lost under the other; remove the other name, and copy a store with “ketnoi backup”.
store-foreign = { $path } is not a store of ketnoi; check the path given with --store.
store-newer = { $path } was written by a newer ketnoi (version { $found }, this one reads up to { $known }); please upgrade ketnoi.
store-newer_fact = Fact { $seq } ({ $name }, version { $version }) was written by a newer ketnoi; please upgrade and start again.
store-damaged = The store { $path } is damaged ({ $detail }); bring back a backup with “ketnoi restore”.
store-strange = The store { $path } is not as ketnoi made it: { $detail }. Nothing is written to it until that is put right: have whoever did it undo it, or bring back a backup with “ketnoi restore”.
store-damaged_state = The stored state of { $stream } was damaged; it is made anew from the facts. That touches no fact, but have the disk checked.
store-broken_chain = The chain of facts of { $stream } is wrong from number { $seq } on: { $how }; write no more and compare with a backup.
store-waiting = The store does not answer yet, or another program holds it; waiting for it.
store-busy = The store is busy and our turn did not come; please try again.
store-full = There is no space left at { $path }; free some and do it again, nothing was half written.
store-reserved = The disk of { $path } has less than { $reserve } left, which is kept for the journal; the file was not taken. Free some space and send it again.
store-moved = The store was moved to { $to }, and nothing is written to { $path } any more; use --store { $to }, or set “store” to it.
store-moving = The store { $path } is on its way to { $to }, and nothing is written here any more; wait until the move has ended, or go on with it: ketnoi move --to { $to }
store-overtaken = Somebody else wrote at the same moment, again and again, and our turn did not come; nothing of ours was kept. Please try again.
store-rewound = { $path } has LOST FACTS that were seen before: { $stream } ended with fact { $had } ({ $had_hash }) and now ends with fact { $found } ({ $found_hash }). Nothing more is written from here. Ask whoever runs the server what became of the rest; whoever accepts the state of the server leaves and starts anew.
store-rewound_here = The server has LOST FACTS that were seen here, and nothing is written from here until you agree to go on without them; the top line names the key. What you have typed stays.
store-no_files = { $path } keeps facts and no files; say where files are kept with “files” in the settings (a folder or s3://BUCKET).
store-unfit_product = { $path } is { $found }, and ketnoi keeps its facts only with PostgreSQL itself.
store-unfit_version = { $path } is PostgreSQL { $found }; 14 or later is needed.
store-unfit_encoding = { $path } keeps text as { $found }; a database for ketnoi is made with ENCODING 'UTF8'.
store-unfit_database = { $path } is not there ({ $found }); check the address, or ask whoever runs the server for a database made with ENCODING 'UTF8'.
store-unfit_garbled = What answers at { $path } is no PostgreSQL server ({ $found }); check host and port in the address.
store-unfit_schema = In the schema “{ $found }” of { $path } stands something that is not ketnoi’s; name another schema in the address (?schema=NAME), which the first command makes.
store-secret_unnamed = { $mailbox } asks for a password; put it into a file that only you may read (chmod 600) and add ?password_file=FILE to the store’s address, or give it to the service as the systemd credential “postgres”.
store-read_only = { $path } can only be read; of a file, check who may write it and its folder; of a server, whether it is a standby or set to be read only.
store-too_large = The file is larger than { $limit } and is not taken; compress or split it.
store-old_engine = SQLite { $found } is too old and could lose data; 3.51.3 or later is needed.
store-io = { $path }: { $detail }
store-barred = { $path } belongs to { $owner } and does not let this account in; ask its owner or an administrator.
store-barred_mend = { $path } belongs to { $owner } and does not let this account in; run: { $command }
store-wrong_bytes = What is kept as the file { $sha256 } is not that file; it was not used. Look with “ketnoi evidence verify”, and bring it back from a backup.
store-engine = The store { $path } reports an error: { $detail }
store-payload = Some data could not be read or written: { $detail }

# family: chain
chain-hash = the hash does not match
chain-gap = a number is missing
chain-payload = the content cannot be read
chain-name = another campaign’s facts stand under this name
chain-stray = a fact stands here that belongs elsewhere

# family: stranger
stranger-foreign = the { $kind } { $name } is not ketnoi’s
stranger-missing = the { $kind } { $name } is missing
stranger-changed = the { $kind } { $name } was changed

# family: stranger_kind
stranger_kind-table = table
stranger_kind-view = view
stranger_kind-trigger = trigger
stranger_kind-index = index
stranger_kind-other = object

refdata-unknown_roster = There is no roster “{ $id }”; there are: { $known }
refdata-file = { $file }: { $what }

roster-duplicate = the code or abbreviation “{ $what }” stands twice
roster-bad_spelling = unit { $unit }: the other spelling “{ $what }” is empty, too long or also what another unit is called
roster-bad_code = “{ $what }” cannot be a unit’s code
roster-unknown_region = unit { $unit } is in region “{ $what }”, which is not listed
roster-unknown_parent = unit { $unit } is below “{ $what }”, which is not listed or goes round in a circle
roster-unknown_owner = the archipelago “{ $what }” belongs to unit { $unit }, which is not listed
roster-nameless = unit { $unit } has no name
roster-empty = there is no unit
roster-too_large = there is too much text in it
rules-schema = schema is { $what }; this program reads schema 1
rules-level = the level “{ $what }” must be above zero
rules-successor = the successor of department “{ $what }” is none of the departments
rules-twice = there are two departments “{ $what }”
rules-empty = the list “{ $what }” is empty

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
form_problem-letter-after-cutoff = the letter’s date must lie before the cut-off ({ $what })
form_problem-window = the last day lies before the first ({ $what })
form_problem-day-outside-roster = the roster { $what } is not in force on the Day
form_problem-duplicate = “{ $what }” stands twice
form_problem-unknown-unit = the roster has no unit with the code “{ $what }”
form_problem-unknown-indicator = there is no indicator “{ $what }”
form_problem-unknown-goal-set = sets of goals can only be: { $what }
form_problem-two-editions = only one edition of Connect 2030 can be named, and { $what } is the second: both number their goals from 1
form_problem-step-far = a step lies at most 90 days from the last day, and { $what } is further away
form_problem-step-order = steps stand in their order, each once, and { $what } is not later than the one before it
form_problem-address = “{ $what }” is not an address that can be written to
errors-panic = ketnoi met an error of its own and has stopped; whatever it said was recorded is safe. Details are on the next line and in the log file
errors-fault = ketnoi met a fault of the machine and ended; what was recorded is whole. Please tell your administrator.


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
term-stale = DATA OUT OF REACH since { $time }
fallen-title = THE SERVER HAS LOST FACTS
fallen-head = LOST FACTS: { $had } → { $found } · { $site }
fallen-had = Seen here: fact { $had } of { $stream }, { $had_hash }
fallen-found = Now on { $site }: fact { $found }, { $found_hash }
fallen-stopped = What is on the screen is what was seen before. Nothing is written from here. Ask whoever runs the server whether the rest comes back; if it does, this goes by itself.
fallen-stopped_wall = What is on the screen is what was seen before. Whoever runs the server must know of this.
fallen-keys = { $key }: go on with what is there now · { $away }: put this away
fallen-accept_lines = What was recorded after that is gone for everybody who goes on, and has to be recorded again. The screen then shows what the server holds; what is typed in a form stays.
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

# ---- the welcome
welcome-title = Welcome to ketnoi
welcome-what = ketnoi is the control room of a national reporting campaign: it shows which provinces have reported, what is missing and whom to call. Whatever is recorded stays on record, with who did it and when.
welcome-what_short = The control room of a national reporting campaign.
welcome-next_day = { $n ->
    [0] The Day is today, { $date }
    [one] The next Day is { $date }: 1 day left
   *[other] The next Day is { $date }: { $n } days left
  }
welcome-set_up = Set up the campaign of { $year }
welcome-demo = See it in motion: a demo
welcome-work = Work with the campaign of { $year }
welcome-look_around = Look around
welcome-demo_how = A made-up campaign that runs by itself, a day in ten seconds. Every key works in it, and nothing is kept. Leave ketnoi and type:

# Setting up a campaign on screen
setup-title = Set up a campaign
setup-waiting = Reading models and drafts…
setup-group_letter = The letter
setup-group_dates = Dates and deadline
setup-group_asks = What is asked
setup-group_parts = What a report has
setup-group_documents = Documents sent along
setup-group_whom = From whom, to whom
setup-label_source = Begin with
setup-label_day = The Day
setup-label_number = Number
setup-label_symbol = Symbol
setup-label_letter_date = Date of the letter
setup-label_theme = Theme
setup-label_from = Activities from
setup-label_to = Activities until
setup-label_words = Deadline
setup-label_last_day = Last day that counts
setup-label_ask = Asked for
setup-label_part_text = Report text
setup-label_part_document = Documents
setup-label_part_photo = Pictures
setup-label_part_video = Video
setup-label_figures = Figures
setup-label_document = Document
setup-label_url = Address of document
setup-label_roster = Units
setup-label_edition = Connect 2030
setup-label_sender = Sender
setup-label_charge = Department in charge
setup-label_addressees = Addressees
setup-label_signer = Signer
setup-label_signer_title = Signer’s position
setup-label_domains = Mail domains
setup-label_id = Campaign id
setup-source_draft = draft { $file }
setup-source_model = model { $id }
setup-source_campaign = campaign { $id }
setup-part_required = required
setup-part_optional = if any
setup-part_no = not asked for
setup-edition = edition of { $year }
setup-edition_none = none
setup-hint_source = A draft that was begun, a model, or a campaign that there was. No draft is lost by changing this.
setup-hint_number = The letter’s number, such as 1520. It may come later.
setup-hint_symbol = Its symbol, such as BKHCN-HTQT. It may come later.
setup-hint_theme = The year’s theme, as the letter has it.
setup-hint_words = The letter’s own words, such as “before 5 June 2027”. These name no day that can be read: write the last day below.
setup-hint_words_read = Read as: counts until the end of { $date }.
setup-hint_ask = One thing that the letter asks. Emptied, the entry goes; the empty one at the end is for one more.
setup-hint_part = What is asked for “if any” never counts as missing.
setup-hint_figures = Ids of indicators, with commas between them. May be left empty.
setup-hint_document = Title of what was sent along. Emptied, the entry goes; the empty one at the end is for one more.
setup-hint_url = Where it can be read, if it can.
setup-hint_roster = { $n } units; in force from { $from } to { $to }.
setup-hint_edition = The edition of 2022 is for campaigns from 2023 on.
setup-hint_office = The official name, as the letter has it.
setup-hint_signer = Full name of who signs. It may come later.
setup-hint_signer_title = The position above the signature, such as Director of the International Cooperation Department.
setup-hint_domains = A unit a line: HNI hanoi.gov.vn. Only a hint for whose a message may be.
setup-hint_id = The campaign’s name in the store, for ever: lower-case letters, digits, hyphens.
setup-hint_look = Words of the model, to be looked at; press Enter where they are right.
setup-about_day = The day that is celebrated. Dates and texts that still stand as proposed move with it.
setup-about_letter_date = The date on the letter. It may come later.
setup-about_window = Activities are held between these two days.
setup-about_words = The letter’s own words; they stand on the desk and the wall beside the day that they mean.
setup-about_last_day = A report that comes before the end of this day is on time; after it a unit is overdue.
setup-about_part = What makes a report complete. A required part that is not there counts as missing.
setup-about_roster = The list of units that owe a report, as it was in force on the Day.
setup-about_edition = The goals and targets that activities can be filed under.
setup-about_office = Who writes, who is in charge, and to whom: kept with the campaign as the letter has it.
setup-wrong_domain = Line { $n }: “{ $word }” is no unit of these, or no domain stands behind it
setup-wrong_opened = Campaign { $id } was opened in this store already; choose another id
setup-follows_cutoff = Counts until the end of { $weekday } { $date }; late from { $late }.
setup-follows_days = { $n ->
    [one] { $n } working day from today
   *[other] { $n } working days from today
 }; { $after } after the activities.
setup-follows_units = { $n } units: { $roster }.
setup-follows_goals = Connect 2030: { $goals } goals, { $targets } targets.
setup-doubt_words = The letter’s words mean the end of { $date }, but the last day is { $last }.
setup-doubt_calendar = There is no calendar for { $year } yet: only weekends are left out of working days.
setup-left_todo = To be written or looked at ({ $n }): { $names }
setup-left_out = Left out, may come later ({ $n }): { $names }
setup-left_none = Nothing that must be written is left.
setup-file = Draft: { $file }
setup-file_none = The draft will be saved in { $folder } with the first change.
setup-file_not_saved = The draft is NOT saved; everything is still here.
setup-file_beside = Somebody else has changed { $other }, which is left as it is; what stands here is saved as { $file }
setup-broken = A draft cannot be read, and its file is left as it is: { $what }
setup-short = { $n } to write, { $out } left out · until { $date } · { $days ->
    [one] { $days } working day
   *[other] { $days } working days
 }
setup-summary = Day { $day }; activities { $from } – { $to }; deadline “{ $words }”, counts until the end of { $last }; { $n } units.
setup-opened = Campaign { $id } is open.
# family: campaign_doubt
campaign_doubt-far = { $date } is far away; is it meant?
campaign_doubt-after-deadline = The activities go on after the last day for reports ({ $date }).
campaign_doubt-day-off = The last day that counts, { $date }, is a day off.
campaign_doubt-over = The last day that counts, { $date }, is over.

#  The Excel form.
workbook-title_form = Form for the report of results
workbook-for_unit = Unit
workbook-for_campaign = Campaign
workbook-by_deadline = Deadline
workbook-how =
    How to fill this in:
    1. Page “Report” (this one): number, symbol and date of the report; results in brief.
    2. Page “Activities”: one row for each activity. Rows may be put in, columns made wider. Rows that are there already are on record at the ministry: correct them where they are wrong.
    3. Page “Figures”: fill in “Value”. Leave it empty where there is none.
    4. Save the file (as an Excel file) and send it by e-mail with the report. None of it need be typed anywhere else.
    White cells are to be filled in; grey ones stay as they are.
workbook-page_report = Report
workbook-page_activities = Activities
workbook-page_figures = Figures
workbook-page_lists = Lists to choose from
workbook-about_activities = One row for each activity. Kind, mode and status are chosen from lists; SDGs and Connect 2030 goals are written as numbers from the page of lists, several with semicolons between them (9; 9.c).
workbook-about_figures = Fill in “Value”. A percentage is written as 85.5 or 85.5%.
workbook-number = Number and symbol of the document
workbook-dated = Date of the document
workbook-results = Results in brief
workbook-proposals = Difficulties and proposals
workbook-id = No.
workbook-kind = Kind of activity
workbook-title = Title of the activity
workbook-from = From
workbook-to = To
workbook-mode = Mode
workbook-reach = People reached
workbook-sdgs = SDGs
workbook-goals = Connect 2030 goals
workbook-status = Status
workbook-indicator = Indicator id
workbook-label = Indicator
workbook-unit = Unit of measure
workbook-value = Value
workbook-usual = Usually between
workbook-last = On record
workbook-between = { $least } and { $most }
workbook-check_title = Please check
workbook-check = This value is not in the list or not in the usual range. Keep it if it is right.
form_wrong-missing = “{ $what }” is missing
form_wrong-formula = a formula that fails
form_wrong-no_day = not a day; write it as 25/5/2020
form_wrong-reversed = the last day lies before the first
form_wrong-no_number = not a number
form_wrong-two_ways = can be read in two ways; write { $first } or { $second }
form_wrong-impossible = impossible: it must lie between { $min } and { $max }
form_wrong-not_in_list = not in the list
form_wrong-no_goal = a number that is no SDG or goal of the campaign
form_wrong-no_symbol = not the number and symbol of a document; write it as 77/BC-SKHCN
form_wrong-too_long = longer than the title of an activity may be
form_wrong-no_figure = the campaign does not ask for this indicator
cli-form_whose = Name units, or --all for every unit.
cli-no_folder = There is no folder { $file }; make it first.
cli-forms_written = { $n ->
    [one] { $n } form written to { $file }
   *[other] { $n } forms written to { $file }
 }
cli-form_unfit = { $file } cannot be read: it is no workbook (.xlsx, .ods, .xls), or damaged.
cli-form_beyond = { $file } is not read: it is too large or asks for too much memory.
cli-form_no_process = { $file } could not be read now: no process could be started to read it.
cli-form_no_code = { $file } is no form made by ketnoi: it does not say for which campaign and unit it is.
cli-form_campaign = { $file } is a form of campaign { $campaign }; run this again with --campaign { $campaign }.
cli-form_unit = { $file } is a form of unit { $unit }, which is not in this campaign.
cli-form_of = { $file }: { $unit }
cli-form_troubles = { $n ->
    [one] One cell could not be read (the rest is taken):
   *[other] { $n } cells could not be read (the rest is taken):
  }
cli-form_trouble = { $sheet }!{ $cell }: { $some ->
    [yes] “{ $written }”: { $why }
   *[no] { $why }
  }
cli-ask_form = Record the forms of { $units }?{ $troubles ->
    [0] { "" }
    [one] { " " }One cell could not be read and will not be recorded.
   *[other] { " " }{ $troubles } cells could not be read and will not be recorded.
  }{ $some ->
    [yes] { " " }Unusual figures: { $unusual }.
   *[no] { "" }
  }
cli-form_taken = { $unit }: { $added } activities added, { $edited } changed, { $figures } figures
did-form_read = Form recorded: { $what }
cmd_help-form = The Excel form for provinces, written and read back
cmd_help-form_write = Write the Excel form of units, with what is on record filled in
cmd_help-form_read = Read filled-in forms (.xlsx, .ods, .xls), show what they say, and record it once that is confirmed
opt_help-form_all = Every unit
opt_help-form_dir = Folder for the forms
opt_help-form_dry_run = Only show what stands in them, record nothing
## inbox

heading-letter = Letter
heading-from = From
heading-subject = Subject
heading-files = Files
cli-inbox_empty = No letters.
cli-search_nothing = No letter has “{ $words }”.
cli-letter_cut = (There is more; the kept file has all of it.)
cli-no_changes = { $named ->
    [yes] { $unit } has no version { $n } with another one before it.
   *[no] { $unit } has handed in no second version; there is nothing to compare.
 }
cli-search_no_words = There is no letter or figure in “{ $words }” to look for; type at least one word.
cli-search_reading = { $count ->
    [one] Reading the words of { $number } letter first; this is done once.
   *[other] Reading the words of { $number } letters first; this is done once.
 }
heading-found_in = Found in
heading-excerpt = Words
words-found_itself = the letter itself
cli-letter_unknown = There is no letter “{ $id }”; give at least the first 6 digits of a name from “ketnoi inbox list”.
cli-letter_several = “{ $id }” may be several letters: { $names }
cli-head_campaign = Campaign
cli-head_claimed_date = Dated by the sender
cli-head_counts_from = Counts as received
cli-head_document = Document
cli-head_charset = Character set
cli-head_decided = Decided by
cli-head_source = Came from
cli-head_detail = Detail
cli-head_program = Version of the program
cli-head_noticed = Noticed
cli-head_copies = Further copies
cli-head_conflicts = Same Message-ID, other content
words-letter_reason = { $rule }: “{ $what }”
words-letter_perhaps = { $unit }?
words-letter_packed_elsewhere = packed in a way that is not opened here (RAR, 7z and the like): unpack it with another program, or ask for ZIP
words-letter_part = { $named ->
    [yes] { $kind } “{ $name }”, { $size }
   *[no] { $kind }, { $size }
 }{ $flagged ->
    [yes] {" "}({ $flags })
   *[no] {""}
 }
cmd_help-inbox_sweep = Take in letters from mailboxes: .eml, mbox, Maildir, .msg, folders of them, imaps://, imap://
cmd_help-inbox_status = How each mailbox is doing, and what waits since when
cmd_help-inbox_retry = Read again, from the store, what could not be read
opt_help-letter_source = Where letters come from; without it, the sources of the settings
opt_help-follow = Stay, and take letters in as they come
opt_help-failed_id = What could not be read: the first digits of its name; without it, all
opt_help-forget = Forget this mailbox: it is no longer read
heading-mailbox = Mailbox
heading-reading = Reading
heading-read = Last read
heading-left = Left there
cli-no_rules = This program has no rules for letters; install it anew.
cli-sweep_no_source = Name where letters come from, or set “intake: sources” in the settings.
cli-sweep_done = { $n ->
    [one] { $n } letter, { $rate } a second
   *[other] { $n } letters, { $rate } a second
 }
cli-sweep_rest = { $left } to go, about { $time }
cli-sweep_left = { $left } to go
cli-swept = { $named ->
    [yes] { $mailbox }: {""}
   *[no] {""}
 }{ $n } in: { $filed } filed, { $aside } waiting, { $automatic } automatic, { $duplicate } known already, { $failed } not readable
cli-swept_left = { $n ->
    [one] { $n } too large: its head is on record, it stays in the mailbox (ketnoi inbox list --state failed).
   *[other] { $n } too large: their heads are on record, they stay in the mailbox (ketnoi inbox list --state failed).
 }
cli-swept_unkept = { $n ->
    [one] { $n } is no ordinary file or may not be read; nothing of it was kept.
   *[other] { $n } are no ordinary files or may not be read; nothing of them was kept.
 }
cli-swept_unmarked = { $n ->
    [one] { $n } is on record but could not be marked as read in its mailbox.
   *[other] { $n } are on record but could not be marked as read in their mailbox.
 }
cli-swept_unsettled = Some letters are filed but not in their campaign yet; the next sweep goes on from there.
cli-swept_stopped = Stopped before the end. What is counted is on record; the rest is taken in by the next sweep.
cli-retry_readable = { $id } can be read already.
cli-retried = { $read } can be read now, { $failed } still cannot; of { $heads } only the head is here, { $gone } are no longer in the store
cli-mailbox_unknown = No mailbox { $mailbox } was ever read.
cli-mailbox_forgotten = { $mailbox } is forgotten; what came from it stays on record.
cli-no_mailboxes = No mailbox was read yet.
words-mailbox_alarm = Mailbox { $mailbox }: { $what }
words-letters_wait = { $n ->
    [one] { $n } letter waits, since { $span }
   *[other] { $n } letters wait, the first since { $span }
 }
words-letters_wait_none = No letter waits.
mailbox_reading-well = read
mailbox_reading-still = not read for { $span }
cmd_help-inbox = Letters that came in
cmd_help-inbox_list = List letters, the oldest first
cmd_help-inbox_search = Find letters by their words and those of their attachments
cmd_help-inbox_show = Show a letter with everything on record about it
cmd_help-inbox_assign = File a letter to units
cmd_help-inbox_dismiss = Say that a letter is none of ours
cmd_help-inbox_put-back = Take back what was decided about a letter
cmd_help-inbox_explain = Say why a letter was judged as it was, and what would change that
cmd_help-inbox_forget = Forget a sender: where people filed earlier letters is no hint any more
opt_help-letter_state = Only letters in this state; may be repeated
opt_help-search_words = The words; each is the beginning of a word in the letter, and Vietnamese marks need not be typed
opt_help-letter_id = The letter: the first digits of its name, 6 at least
opt_help-rules = A file of rules to try, in the place of those in force
opt_help-letter_sender = The address

# family: letter_state
letter_state-set_aside = waiting
letter_state-filed = filed
letter_state-automatic = automatic
letter_state-dismissed = dismissed
letter_state-failed = not readable

# family: letter_flag
letter_flag-damaged-base64 = its encoding (base64) is damaged; what could be read was
letter_flag-damaged-quoted-printable = its encoding (quoted-printable) is damaged
letter_flag-damaged-uuencode = its encoding (uuencode) is damaged
letter_flag-unknown-encoding = sent in an encoding that nobody knows
letter_flag-missing-boundary = the line that should divide its parts is missing
letter_flag-cut-off = cut off
letter_flag-damaged-head = its head is damaged
letter_flag-outside-parts = stands where most programs show nothing
letter_flag-other-charset = read in another character set than it says
letter_flag-damaged-text = some bytes are no letters
letter_flag-declared-other = is something else than its sender says
letter_flag-signature-not-checked = carries a signature, not checked
letter_flag-cannot-open = cannot be opened
letter_flag-not-looked-into = not looked into
letter_flag-too-deep = too deep in other parts, not looked into
letter_flag-too-many-parts = more parts than are taken apart
letter_flag-head-too-large = its head is too large
letter_flag-name-cut = its name was cut
letter_flag-edxml = package of the national document axis
letter_flag-attachment-missing = speaks of an attachment, and nothing is attached
letter_flag-links-only = links in place of files
letter_flag-logo-only = nothing attached but a logo
letter_flag-no-text = a scan without text: look at it
letter_flag-cut = longer than what was read
letter_flag-macros = holds programs (macros), which never run here
letter_flag-external = names files elsewhere, which are not fetched
letter_flag-same-name = another one of this name
letter_flag-odd-path = its name points out of its folder
letter_flag-damaged = damaged, or not what it seems
letter_flag-too-large = larger than what is unpacked
letter_flag-encrypted = locked with a password; ask the sender for it without one
letter_flag-not-read = not read yet
letter_flag-several-forms = forms of several units

# family: part_kind
part_kind-document = document
part_kind-photo = photo
part_kind-video = video
part_kind-text = text
part_kind-archive = archive
part_kind-signature = signature
part_kind-decoration = decoration
part_kind-other = other file

# family: received_by
received_by-internaldate = as the mail server says
received_by-received-header = by the own server’s line in its head
received_by-file = by the time of its file
received_by-sweep = when it was taken in

## the inbox of the dashboard

forms-n_letters = { $n ->
    [one] one letter
   *[other] { $n } letters
 }

# family: letter_brings
letter_brings-report = A report: the unit’s next version is received, with the letter’s files. Nobody has accepted it by that.
letter_brings-addition = An addition: its files join what the unit has sent. No new version.
letter_brings-acknowledgement = An acknowledgement: the unit has our letter.
letter_brings-request = A request for more time: it is kept with the unit and grants nothing.
letter_brings-question = A question: it is kept with the unit and changes nothing.
letter_brings-automatic = Written by a machine: it changes nothing.
letter_brings-other = Anything else: it is kept with the unit and changes nothing.

# family: inbox_why
inbox_why-new = not judged
inbox_why-unit = whose?
inbox_why-campaign = campaign?
inbox_why-kind = what kind?
inbox_why-document = new version?
inbox_why-contradiction = contradiction
inbox_why-form = not opened
inbox_why-answer = wants an answer
inbox_why-refused = refused
inbox_why-put_back = put back
inbox_why-unread = not readable
inbox_why-filed = filed
inbox_why-dismissed = dismissed
inbox_why-automatic = automatic

# family: inbox_only
inbox_only-new = Only letters that nobody and no rule has judged
inbox_only-unit = Only letters of which it is not certain whose they are
inbox_only-campaign = Only letters of which the campaign is not certain
inbox_only-kind = Only letters of which the kind is not certain
inbox_only-document = Only letters that may or may not be a new version
inbox_only-contradiction = Only letters that contradict themselves or their sender
inbox_only-form = Only letters that were not looked into
inbox_only-answer = Only letters that ask for what no rule may give
inbox_only-refused = Only letters that the campaign refused
inbox_only-put_back = Only letters that were put back
inbox_only-unread = Only what could not be read
inbox_only-filed = Only letters that are filed
inbox_only-dismissed = Only letters that were dismissed
inbox_only-automatic = Only automatic letters

# family: inbox_view
inbox_view-letter = Letter
inbox_view-changes = Changes
inbox_view-parts = Parts
inbox_view-why = Reasons
inbox_view-head = Head

inbox-all = All letters
inbox-waiting = Waiting: { $n }
inbox-unread = Not readable: { $n }
inbox-decided = Decided last: { $n }
inbox-more = and { $n } more
inbox-reading = Reading …
inbox-empty = No letters. They come in with “ketnoi inbox sweep”.
inbox-no_match = No letter matches the filter.
inbox-not_here = That letter is not on record any more, or it is not shown to you.
inbox-found_in = { $named ->
    [yes] Found in “{ $name }”: { $words }
   *[no] Found: { $words }
 }
inbox-found_more = { $n } more found
inbox-found_left = { $n ->
    [one] 1 letter not read yet
   *[other] { $n } letters not read yet
 }
inbox-makes_version = { $made ->
    [yes] Version { $new } of the report; “Changes” tells what is new since version { $old }.
   *[no] It would be the version after { $old } of the report; “Changes” tells what is new in it.
 }
inbox-present = Letters are shown as they stand now, not on the time line.
inbox-wait = { $n ->
    [one] 1 letter waits
   *[other] { $n } letters wait
 }
inbox-wait_since = { $n ->
    [one] 1 letter waits since { $date }
   *[other] { $n } letters wait, the first since { $date }
 }
inbox-looked_at = { $who } is looking at this letter
inbox-no_subject = (no subject)
inbox-no_name = (no name)
inbox-received = Received { $time }, { $by }
inbox-copies = { $n ->
    [one] It came once more in other bytes; it counts once.
   *[other] It came { $n } more times in other bytes; it counts once.
 }
inbox-not_judged = Nobody and no rule has judged it yet.
inbox-campaign_refused = It was filed, but the campaign refused it; it waits again.
inbox-automatic = Written by a machine, as far as the rules can tell: it changes nothing.
inbox-rivals = Another letter bears the same Message-ID with other content. Both are kept.
inbox-filed_by = Filed to { $units } by { $who }, { $time }
inbox-dismissed_by = Dismissed by { $who }, { $time }
inbox-put_back_by = Put back by { $who }, { $time }
inbox-no_candidate = No unit is likely; choose one by name.
inbox-no_files = No files.
inbox-no_parts = No parts.
inbox-no_text = The letter has no text of its own.
inbox-no_reasons = No rule had anything to say about it.
inbox-other_reasons = What speaks for no unit, or for others
inbox-weights = A weight says how much a sign counts; what speaks against is below zero. Rules: { $rules }. “ketnoi inbox explain” says what would change the outcome.
inbox-cut = There is more; the kept file has all of it.
inbox-raw = { $coded ->
    [yes] From { $source }, { $size }, read as { $charset }. SHA-256 { $hash }
   *[no] From { $source }, { $size }. SHA-256 { $hash }
 }
inbox-unread_why = It could not be read: { $why }. Tried by ketnoi { $program }.
inbox-retry = Its bytes are kept; “ketnoi inbox retry” reads it once more.
inbox-one_reason = Only letters of one reason are marked together; the others are: { $why }.
inbox-undo_note = taken back at once
inbox-done_filed = { $n ->
    [one] { $numbered ->
        [yes] Filed to { $units }: { $kind }, { $document }
       *[no] Filed to { $units }: { $kind }
    }
   *[other] { $n } letters filed to { $units }: { $kind }
 }
inbox-done_dismissed = { $n ->
    [one] Letter dismissed
   *[other] { $n } letters dismissed
 }
inbox-done_put_back = { $n ->
    [one] The letter waits again; what it brought is taken back
   *[other] { $n } letters wait again; what they brought is taken back
 }
inbox-done_refused = { $n ->
    [one] The campaign refused the letter; it waits again
   *[other] The campaign refused { $n } letters; they wait again
 }
inbox-done_unsettled = It is decided, but not in the campaign yet:
changes-compared = Comparing { $new } with { $old }
changes-would_be = the next version
changes-files = Files
changes-no_files = No files came with either.
changes-file = { $name } ({ $kind }, { $size })
changes-file_same = { $name } (the same)
changes-file_renamed = { $name } (the same file, until then “{ $was }”)
changes-file_changed = { $name } (other content, { $size } in place of { $was_size })
changes-figures = Figures
changes-no_figures = No figure has changed.
changes-no_figure = none
changes-figure = { $figure }: { $old } → { $new }
changes-text = Text
changes-same_text = The text is the same.
changes-same_lines = { $n ->
    [one] … { $n } line is the same
   *[other] … { $n } lines are the same
 }
changes-not_read = The words of a letter are not at hand; they are being read.
changes-no_words = Of one of both there is no text to compare: it is a scan, or did not come as a letter.
changes-present = What changed is told of the present, not on the time line.
# family: mailbox_trouble
mailbox_trouble-absent = not there
mailbox_trouble-address = its address is wrong
mailbox_trouble-secret = no password
mailbox_trouble-io = cannot be read
mailbox_trouble-server = the server does not let it be read

# family: letter_flag
cli-sender_forgotten = Where people filed letters of { $sender } is no hint any more. The letters stay where they are.
cli-sender_unknown = People have filed no letter of { $sender }; there is nothing to forget.
cli-explain_unreadable = { $id } could not be read as a letter, so there is nothing to explain; see it with “ketnoi inbox show { $id }”.
cli-explain_gone = { $id }: its bytes are no longer in the store, or give another letter now; it cannot be judged again.
cli-explain_outcome = { $state ->
    [filed] filed to { $units } as { $kind }
    [set_aside] set aside, { $doubt }
   *[other] { $word }
 }
cli-explain_on_record = On record
cli-explain_now = By the rules now
cli-explain_rules = Rules
cli-explain_reasons = Reasons, by weight:
cli-explain_changes = What would change the outcome:
cli-explain_no_change = No single reason more or less would change the outcome.
cli-explain_change = { $more ->
    [yes] with “{ $reason }” ({ $weight }): { $outcome }
   *[no] without “{ $reason }” ({ $weight }): { $outcome }
 }
cli-explain_difference = { $id } “{ $subject }”: { $before } → { $now }
cli-explain_all = { $rules ->
    [file] { $n } of { $of } letters would be judged differently by { $file }.
   *[own] { $n } of { $of } letters would be judged differently today from what is on record.
 }
opt_help-all = Judge every letter that is kept

# Reminders handed to a mail server
remind-no_setting = Nothing can be sent before the settings say which server carries messages and from which address: { $name } is missing; see docs/operations.md, “Reminders”.
remind-no_digest = Say with --digest what the dry run printed (ketnoi remind --dry-run), so that what is sent is what somebody has seen.
remind-bad_digest = This is no digest; copy the one that “ketnoi remind --dry-run” printed, whole.
remind-foreign_digest = This digest is of another campaign or another store, or the settings have changed since. Nothing was sent; run “ketnoi remind --dry-run” again.
remind-changed = Who would get what has changed since the dry run. Nothing was sent; look at “ketnoi remind --dry-run” again. What is different:
remind-changed_gone = - { $to } ({ $units }; { $step }): not due any more
remind-changed_come = + { $to } ({ $units }; { $step }): due now
remind-changed_more = … and { $n } more.
remind-unrecorded = The message to { $to } could not be put on record ({ $outcome }). It will not be sent again by itself: the next “remind --send” lists it as unknown, and “remind --settle” says what became of it.
remind-under_way = Letters are being sent; wait until that is done, or stop it among the reminders.
remind-changed_here = Who would get what has changed while you were asked, so nothing was sent; look at the list and send again.
remind-no_server_here = The settings name no mail server and sender (remind.server, remind.from), so letters can only be drafted here, not sent.
remind-settle_words = Write: ketnoi remind --settle UNIT sent --note "…", or not-sent in place of sent.
remind-settle_note = Say with --note how you know it, as in: --note "the office confirmed it by telephone".
remind-settle_nothing = No message to { $unit } is in doubt.
carried-line = { $to } ({ $units }): { $outcome }
carried-nothing = Nobody is due a message today.
carried-n_sent = { $n } sent
carried-n_refused = { $n } refused
carried-n_not_sent = { $n } not sent
carried-n_unknown = { $n } in doubt
carried-n_left = { $n } left for the next time
carried-told = Letters: { $all }
carried-none = No letter was sent.
carried-sum = { $sent } sent, { $refused } refused, { $not_sent } not sent, { $unknown } unknown.
carried-rest = { $n ->
    [one] One message is left for the next run.
   *[other] { $n } messages are left for the next run.
 }
# family: carried_fate
carried_fate-sent = sent ({ $code } { $said })
carried_fate-refused = refused ({ $code } { $said })
carried_fate-not_sent = not sent: { $said }
carried_fate-unknown = unknown whether it was taken: { $said }; it is not sent again by itself, see “remind --settle”
carried_fate-in_hand = another sender has it in hand
carried_fate-may_have_left = it may have left before; a person has to say what became of it, see “remind --settle”
carried_fate-done = sent before
carried_fate-later = failed before; tried again from { $when }
carried_fate-no_longer_due = not due any more
carried_fate-unsendable = cannot be written as a message; check the address and the texts of the campaign
carried_fate-left = left for the next run
post-secret_unnamed = There is no password for { $mailbox }; put it into a file that only you may read and name that file in the settings (remind, password_file), or give it to the service as the systemd credential “smtp”.
post-why = { $step }: { $what }
post-why_said = { $step }: { $what } ({ $said })
# family: post_step
post_step-connect = connecting
post_step-greeting = greeting
post_step-hello = EHLO
post_step-starttls = STARTTLS
post_step-tls = encryption
post_step-login = logging in
post_step-from = sender
post_step-to = recipient
post_step-data = DATA
post_step-text = message
# family: post_why
post_why-unreachable = the server does not answer
post_why-silent = no answer in time
post_why-hung_up = the line broke
post_why-certificate = the certificate does not fit
post_why-authorities = the certificates to judge by cannot be read
post_why-unencrypted = no encryption offered
post_why-injected = somebody spoke into the line before it was encrypted
post_why-no_login = no known way of logging in
post_why-protocol = not what a mail server says
post_why-answered = the server says no
post_why-eight_bit = the server takes ASCII only
post_why-utf8_address = the address has letters before the @ that the server does not take
post_why-stopped = stopped
post_why-taken = another sender has it
# family: post_trouble
post_trouble-unreachable = The mail server { $server } cannot be reached ({ $why }); check remind.server and remind.port, and the network. What was not sent is due again.
post_trouble-silent = The mail server { $server } gave no answer in time ({ $why }). What was not sent is due again; if it is always so slow, raise remind.step_seconds.
post_trouble-hung_up = The mail server { $server } broke the line off ({ $why }). What was not sent is due again.
post_trouble-certificate = Whoever answers at { $server } could not prove to be that server ({ $why }), so no password and no message was given to it; check remind.server, or name the certificate of your own authority in remind.ca_file.
post_trouble-authorities = The certificates that { $server } is judged by cannot be read ({ $why }); check remind.ca_file.
post_trouble-unencrypted = { $server } offers no encryption ({ $why }), so nothing was said to it. Write “remind: tls: implicit” if it is encrypted from the first byte on its port (465), or ask whoever runs it.
post_trouble-injected = Somebody spoke into the line to { $server } before it was encrypted ({ $why }), so nothing was sent. Tell whoever runs the server or the network.
post_trouble-no_login = { $server } offers no way of logging in that is known here ({ $why }); it must offer AUTH PLAIN or LOGIN on an encrypted line. Without remind.user nobody logs in.
post_trouble-protocol = { $server } answers what no mail server should ({ $why }); check remind.server, remind.port and remind.tls.
post_trouble-answered = The mail server { $server } says no ({ $why }); check remind.user, its password and remind.from, or ask whoever runs the server. What was not sent is due again.
post_trouble-eight_bit = { $server } takes ASCII only ({ $why }).
post_trouble-utf8_address = { $server } takes no address with such letters before the @ ({ $why }); ask the unit for another one.
post_trouble-stopped = Stopped before { $server } was given the next message ({ $why }).
post_trouble-taken = Another sender has the message for { $server } in hand ({ $why }).
opt_help-unattended = Send what is due without a dry run, as a timer does; what failed waits for its time
opt_help-after_restore = Say that what left after the backup has been looked into, so that reminders may be sent from a restored store
opt_help-settle = Say of a unit whose message is in doubt: sent, or not-sent

## dossier
#  The consolidated report and the ITU summary: official writing. What a person must add stands as “…”.

dossier-title = Report on the results of { $name } { $year }
dossier-kind_name = REPORT
dossier-subject = Results of { $name } { $year }
dossier-ground = Following letter no. { $number } of { $date } from { $sender } to { $units } about { $name } { $year }, the results are as follows:
dossier-as_above = As above
dossier-kept = On file: { $drafting }
dossier-this_language = English
dossier-made = Made from campaign { $campaign } at { $at }, record no. { $seq } ({ $hash }), definition { $definition }, { $lang }
dossier-made_by_happening = Made from campaign { $campaign }, what had happened by { $at }, record no. { $seq } ({ $hash }), definition { $definition }, { $lang }
dossier-sum = Total
dossier-situation = HOW THE CAMPAIGN WENT
dossier-asked = What was asked for
dossier-theme = Theme: { $theme }. Activities were to be held from { $from } to { $to }; the report was due { $wording } (last day in force: { $until }).
dossier-requests = The letter asked to:
dossier-reported = Reports received
dossier-reported_sum = By { $moment }, { $owing ->
    [one] { $reported } of the { $owing } unit that owes a report
   *[other] { $reported } of the { $owing } units that owe a report
 } had sent one: { $on_time } on time, { $late } late. Of those received, { $accepted ->
    [one] { $accepted } was accepted
   *[other] { $accepted } were accepted
 }, { $received ->
    [one] { $received } awaits review
   *[other] { $received } await review
 }, { $returned ->
    [one] { $returned } was returned for correction
   *[other] { $returned } were returned for correction
 }.
dossier-reported_none = By { $moment }, none of the { $owing ->
    [one] { $owing } unit that owes a report
   *[other] { $owing } units that owe a report
 } had sent one.
dossier-missing_sum = Without a report: { $overdue } past the deadline, { $pending } not due yet. Exempt: { $exempt }. Corrections overdue: { $corrections }. Where each unit stands is told in { $appendix }.
dossier-reported_last = In { $year }, { $total ->
    [one] { $reported } of { $total } unit
   *[other] { $reported } of { $total } units
 } sent a report, { $on_time } of them on time.
dossier-table_regions = Reports by region
dossier-col_region = Region
dossier-col_owing = Owed
dossier-col_reported = Received
dossier-col_on_time = On time
dossier-col_late = Late
dossier-col_missing = Missing
dossier-col_accepted = Accepted
dossier-col_exempt = Exempt
dossier-chart_arrivals = Units that had reported, by day
dossier-chart_owing = Owed: { $n }
dossier-chart_deadline = Due { $date }
dossier-chart_regions = Reports by region
dossier-chart_of = { $reported }/{ $owing }
dossier-chart_goals = Activities by Connect 2030 goal
dossier-chart_map = Reports on the tile map
dossier-caption_arrivals = Chart: reports received, by day
dossier-caption_regions = Chart: where the reports stand, by region
dossier-caption_goals = Chart: activities by Connect 2030 goal
dossier-caption_map = Tile map: one tile a unit; places are approximate
dossier_tone-accepted = accepted
dossier_tone-received = received on time
dossier_tone-late = received late
dossier_tone-returned = returned for correction
dossier_tone-overdue = missing, overdue
dossier_tone-pending = missing, not due yet
dossier_tone-exempt = exempt
dossier-results = RESULTS
dossier-held = Activities held
dossier-held_nothing = No activity is on record.
dossier-held_sum = On record { $n ->
    [one] is { $n } activity
   *[other] are { $n } activities
 } of { $units ->
    [one] { $units } unit
   *[other] { $units } units
 }, reaching { $reach ->
    [one] { $reach } person
   *[other] { $reach } people
 } by the units’ own figures. They stand so: held { $done }, under way { $ongoing }, planned { $planned }; another { $cancelled } { $cancelled ->
    [one] was called off and is not counted
   *[other] were called off and are not counted
 }.
dossier-held_last = In { $year }: { $n ->
    [one] { $n } activity
   *[other] { $n } activities
 }, { $reach ->
    [one] { $reach } person
   *[other] { $reach } people
 }.
dossier-reach_note = People reached are counted by the units themselves and may be counted more than once between activities; { $n ->
    [one] { $n } activity does not say
   *[other] { $n } activities do not say
 }.
dossier-table_kinds = Activities by kind
dossier-table_modes = Activities by mode
dossier-table_held = Activities by region
dossier-table_sdgs = Activities by Sustainable Development Goal (SDG)
dossier-table_goals = Activities by Connect 2030 goal and target
dossier-col_kind = Kind
dossier-col_mode = Mode
dossier-col_sdg = Sustainable Development Goal
dossier-col_goal = Goal, target
dossier-col_activities = Activities
dossier-col_reach = People
dossier-by_region = Results by region
dossier-for_sdgs = Contribution to the Sustainable Development Goals
dossier-untagged = An activity may serve several goals, so the rows do not add up; { $n ->
    [one] { $n } activity names no goal
   *[other] { $n } activities name no goal
 }.
dossier-for_goals = Contribution to the Connect 2030 Agenda
dossier-figures = Figures put together from the units
dossier-no_figures = No unit has reported a figure.
dossier-table_figures = Figures
dossier-col_indicator = Indicator
dossier-col_how = How
dossier-col_value = Value
dossier-col_units = Units
dossier-col_range = Least – most
dossier-col_before = { $year }

# family: dossier_how
dossier_how-sum = sum
dossier_how-mean = mean
dossier_how-yes = units that have it

dossier-yes_of = { $of ->
    [one] { $n } of { $of } unit
   *[other] { $n } of { $of } units
 }
dossier-value_of_units = { $value } ({ $units ->
    [one] { $units } unit
   *[other] { $units } units
 })
dossier-how_figures = Amounts are summed. Shares, rates per 100 inhabitants and ratios are never summed: they are the mean of the units that reported them, each unit counting the same whatever its population, and so they are no rate of the whole country. “Units” says how many units stand behind a figure.
dossier-notable = Activities worth naming
dossier-no_notable = There is no activity to name.
dossier-notable_one = { $title } ({ $unit }, { $days })
dossier-notable_reach = { $title } ({ $unit }, { $days }), { $reach ->
    [one] { $reach } person
   *[other] { $reach } people
 }
dossier-serves_sdgs = ; SDG: { $ids }
dossier-serves_goals = ; Connect 2030: { $ids }
dossier-notable_rule = Chosen in this order: marked by an officer, people reached, goals served; one a unit, at most { $most }.
dossier-files = Material
dossier-files_sum = The units sent { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
 }, { $photos ->
    [one] { $photos } photo
   *[other] { $photos } photos
 }, { $videos ->
    [one] { $videos } video
   *[other] { $videos } videos
 }; photos and a list of videos are in { $appendix }.
dossier-files_none = No documents, photos or videos have come in.
dossier-shortcomings = SHORTCOMINGS
dossier-in_time = Deadlines
dossier-all_in_time = No unit was late or owes anything.
dossier-who_overdue = Overdue without a report ({ $n }): { $names }.
dossier-who_pending = Without a report, not due yet ({ $n }): { $names }.
dossier-who_late = Reported late ({ $n }): { $names }.
dossier-who_corrections = Correction of a returned report overdue ({ $n }): { $names }.
dossier-unsure = How sure the figures are
dossier-nothing_unsure = There is nothing to point out.
dossier-unsure_silent = Nothing was heard of { $n ->
    [one] { $n } unit
   *[other] { $n } units
 }.
dossier-unsure_unreviewed = Received and not reviewed yet ({ $n }): { $names }.
dossier-unsure_newer = A newer version after acceptance ({ $n }): { $names }.
dossier-unsure_incomplete = Accepted although a required part is missing ({ $n }): { $names }.
dossier-unsure_entered_later = Entered more than 24 hours after receipt ({ $n }): { $names }.
dossier-unsure_extended_later = On time by an extension granted after receipt ({ $n }): { $names }.
dossier-unsure_figure = Unusual figure from { $unit }: { $indicator } { $value }.
dossier-unsure_unconfirmed = { $n ->
    [one] { $n } activity is past its last day and not confirmed as held.
   *[other] { $n } activities are past their last day and not confirmed as held.
 }
dossier-unsure_letters = { $n ->
    [one] { $n } incoming letter waits for a decision and may hold a report.
   *[other] { $n } incoming letters wait for a decision and may hold reports.
 }
dossier-unsure_unreadable = { $n ->
    [one] { $n } incoming letter could not be read.
   *[other] { $n } incoming letters could not be read.
 }
dossier-causes = Causes
dossier-proposals = PROPOSALS
dossier-closing = This was the report on the results of { $name } { $year }.
dossier-appendix_units = Appendix I
dossier-appendix_activities = Appendix II
dossier-appendix_photos = Appendix III
dossier-units_title = Reports by unit
dossier-activities_title = List of activities
dossier-photos_title = Photos and videos
dossier-col_number = No.
dossier-col_unit = Unit
dossier-col_state = State
dossier-col_timely = In time
dossier-col_received_on = Received on
dossier-col_evidence = Material
dossier-col_title = Activity
dossier-col_days = Days
dossier-col_stands = Stands
dossier-col_sdgs = SDG
dossier-col_goals = Connect 2030
dossier-col_file = File
dossier-col_caption = Caption
dossier-col_length = Length
dossier-col_size = Size
dossier-table_videos = Videos
dossier-no_photos = There are no photos or videos.
dossier-photo = Photo { $n }. { $caption } ({ $unit })
dossier-photo_bare = Photo { $n }. { $unit }
dossier-photo_unasked = Photo { $n }. { $caption } ({ $unit }; those in it were not asked)
dossier-photo_bare_unasked = Photo { $n }. { $unit } (those in it were not asked)
dossier-photos_house = { $all ->
    [one] { $shown } of { $all } photo is shown
   *[other] { $shown } of { $all } photos are shown
 }, at most { $of_a_unit } a unit{ $others ->
    [0] { "" }
    [one] ; { $others } other is on file
   *[other] ; { $others } others are on file
 }{ $barred ->
    [0] { "" }
    [one] ; { $barred } is not used because those in it did not agree
   *[other] ; { $barred } are not used because those in them did not agree
 }.
dossier-photos_abroad = { $all ->
    [one] { $shown } of { $all } photo is shown
   *[other] { $shown } of { $all } photos are shown
 }, at most { $of_a_unit } a unit{ $others ->
    [0] { "" }
    [one] ; { $others } other is on file
   *[other] ; { $others } others are on file
 }{ $barred ->
    [0] { "" }
    [one] ; { $barred } is not sent because consent is missing
   *[other] ; { $barred } are not sent because consent is missing
 }.
opt_help-send = Hand the messages to the mail server of the settings
opt_help-digest = What the dry run printed


## decree
#  The form of documents by Decree 30/2020/NĐ-CP (check-document).


cmd_help-check-document = Say which rules of Decree 30/2020/NĐ-CP a DOCX keeps and breaks
cli-decree_sum = { $file }: { $broken } rules broken, { $unfilled } left to be filled in, { $unknown } cannot be told, { $kept } kept
cli-decree_more = … and { $n } more
cli-decree_at = paragraph { $n } “{ $words }”: { $what }
cli-decree_in_header = page header: { $what }
cli-decree_unfit = { $file } cannot be checked: it is no DOCX, or damaged.
cli-decree_beyond = { $file } is not checked: it is too large or asks for too much memory.
cli-decree_locked = { $file } cannot be checked: it has a password. Take the password off and try again.
cli-decree_no_process = { $file } could not be checked now: no process could be started to read it.

# family: decree_verdict
decree_verdict-broken = Broken
decree_verdict-unfilled = Left to be filled in
decree_verdict-unknown = Cannot be told from the file
decree_verdict-kept = Kept

# family: decree_rule
decree_rule-paper = Paper is A4 (210 × 297 mm)
decree_rule-upright = Pages are upright; on their side for tables only
decree_rule-margins = Margins: top, bottom 20–25 mm; left 30–35 mm; right 15–20 mm
decree_rule-font = The font is Times New Roman
decree_rule-colour = Words are black
decree_rule-page_number = Page number: 13–14 pt, upright, in the middle of the top margin, not on the first page
decree_rule-national_title = National title: capitals, 12–13 pt, upright, bold, top right
decree_rule-motto = Motto: 13–14 pt, upright, bold, centred, hyphens with blanks
decree_rule-motto_rule = Below the motto a rule exactly as long as it
decree_rule-title_spacing = Title and motto are one line apart
decree_rule-parent = Parent body: capitals, 12–13 pt, not bold
decree_rule-issuer = Issuing body: capitals, 12–13 pt, bold, centred
decree_rule-issuer_rule = Below the issuing body a rule of a third to a half of the line
decree_rule-number = Number and symbol: 13 pt, upright, centred, “Số: …/…-…” without blanks
decree_rule-place_date = Place and date: 13–14 pt, italic; 0 before days below 10 and before months 1 and 2
decree_rule-kind = Name of the kind: capitals, 13–14 pt, bold, centred
decree_rule-subject = Subject: 13–14 pt, bold, centred (of a letter: “V/v”, 12–13 pt, upright)
decree_rule-subject_rule = Below the subject a rule of a third to a half of the line
decree_rule-addressee = Addressees: 13–14 pt, upright; several have a line each, with “;” and “.”
decree_rule-text_size = Text: 13–14 pt
decree_rule-text_justified = Text: justified
decree_rule-text_indent = Text: first lines 10 or 12.7 mm in
decree_rule-text_spacing = Text: at least 6 pt between paragraphs
decree_rule-line_spacing = Text: 1 to 1.5 lines
decree_rule-citation = The first citation of a document gives its kind, number, symbol, date, issuer and subject
decree_rule-headings = Parts, chapters, items and points are written as they should be
decree_rule-lettering = Points are lettered a, b, c, d, đ, e, g, h, i, k, l, m
decree_rule-end_mark = The text ends with “./.”
decree_rule-signer = Right and office in capitals, bold; the name bold, 13–14 pt, without academic titles
decree_rule-recipients = “Nơi nhận”: 12 pt, italic, bold; its list 11 pt, upright, “-”, “;”, last “Lưu: VT, …”
decree_rule-level = “Nơi nhận” is level with the office of the signer
decree_rule-appendix = Appendix: 14 pt, bold, centred; title in capitals, bold; where it belongs to in italics
decree_rule-appendix_pages = Each appendix has page numbers of its own

# family: decree_fault
decree_fault-missing = { $some ->
    [no] is missing
   *[other] is missing ({ $wants } is wanted)
  }
decree_fault-size = { $is } pt, { $wants } is the rule
decree_fault-not_bold = is not bold
decree_fault-bold = is bold
decree_fault-not_italic = is not italic
decree_fault-italic = is italic
decree_fault-not_capitals = is not in capitals
decree_fault-not_centred = is not centred
decree_fault-not_justified = is not justified
decree_fault-font = font { $is }, { $wants } is the rule
decree_fault-colour = colour { $is }
decree_fault-length = { $is } mm, { $wants } mm is the rule
decree_fault-distance = { $is } pt apart, { $wants } pt is the rule
decree_fault-lines = { $is } lines, { $wants } is the rule
decree_fault-words = { $some ->
    [no] says “{ $is }”
   *[other] says “{ $is }”, should say “{ $wants }”
  }
decree_fault-elsewhere = stands in the wrong place
## export
#  Reports as files: what is said while one is made.

# family: export_what
export_what-consolidated = the consolidated report
export_what-itu = the update for ITU
export_what-status = the state of reports
export_what-activities = the list of activities
export_what-figures = the figures
export_what-contacts = the contacts
export_what-log = the journal
export_what-calendar = the calendar

# family: unfilled
unfilled-issuer = issuing body
unfilled-abbreviation = its abbreviation
unfilled-place = place
unfilled-number = number
unfilled-day = date
unfilled-office = the signer’s office
unfilled-signer = the signer’s name
unfilled-addressees = addressees
unfilled-recipients = recipients of copies
unfilled-drafting = drafting unit

# family: export_unrecorded
export_unrecorded-past = Not put on record: it tells of a moment in the past.
export_unrecorded-read_only = Not put on record: this session only reads.
export_unrecorded-role = Not put on record: your role does not record exports.
export_unrecorded-not_opened = Not put on record: nobody has opened the campaign.

export-needs_file = Say which file to write: -o FILE.
export-format = It is not clear as what { $file } is to be written; use an ending or --format, one of: { $formats }.
export-ask_over = { $file } exists; replace it?
export-unsound = The file that was just written does not read back as it should ({ $what }) and is not used; { $file } is as it was.
export-too_many_rows = { $file }: the list has { $n } rows, more than the { $most } that a sheet holds; export it as CSV.
export-not_recorded = The file is written, but could not be put on record: { $why }
export-done = Exported { $what }: { $file } ({ $size }); SHA-256 { $sha256 }.
export-done_here = Exported { $what }: { $file } ({ $size }), SHA-256 { $sha256 }…
export-recorded = On record as no. { $seq }.
export-used_template = Made in the template { $file }.
export-used_photos = { $n ->
    [0] Without photos.
    [one] With one photo at most.
   *[other] With { $n } photos at most.
 }
export-used_paper = For paper: the “enclosed with” line of the appendices is filled in.
export-unfilled = Left as “…”: { $fields }. Fill them in under official in the campaign file, then “ketnoi campaign amend FILE”.
export-registry = Left to the registry: { $fields }.
export-no_office = LibreOffice is not installed here, so there is no PDF; export DOCX, or install LibreOffice.
export-no_pdf = LibreOffice made no PDF ({ $what }), so { $file } is as it was; export DOCX.
export-pdf_slow = LibreOffice had not made the PDF after { $seconds } seconds and was ended; export DOCX.
export-pdf_nothing = it ended without a file
export-broken_off = Broken off; { $file } is as it was.
export-under_way = Another document is being written; wait for it or stop it first.
export-photos_ready = Photos ready: { $done }/{ $all }

photo_unshown-gone = the file is gone
photo_unshown-no_press = nothing here can make it smaller
photo_unshown-damaged = the photo cannot be read
photo_unshown-unread = the file cannot be read

# family: sheet
sheet-status = Status
sheet-activities = Activities
sheet-figures = Figures
sheet-contacts = Contacts
sheet-log = Journal
sheet-regions = Reports by region
sheet-kinds = Activities by kind

# family: calendar
calendar-window = Activities are held: { $name }
calendar-last_day = Last day for reports: { $name }
calendar-deadline = Reports are due: { $name }
calendar-extension = Extension for { $unit }: { $name }
calendar-due = A report that is in by the end of { $day } is on time; from { $moment } on it is late.


## itu
#  The update for ITU. It is written in English; this is for whoever checks it in Vietnamese.

itu-title = Viet Nam: results of { $name } { $year }
itu-summary = SUMMARY
itu-about = { $name } ({ $day }) had the theme { $theme }. Activities were held from { $from } to { $to }.
itu-told = { $owing ->
    [one] { $reported } of { $owing } unit
   *[other] { $reported } of { $owing } units
 } sent a report. { $units ->
    [one] { $units } unit
   *[other] { $units } units
 } held { $n ->
    [one] { $n } activity
   *[other] { $n } activities
 }, reaching { $reach ->
    [one] { $reach } person
   *[other] { $reach } people
 } by the units’ own figures.
itu-told_nothing = { $owing ->
    [one] { $reported } of { $owing } unit
   *[other] { $reported } of { $owing } units
 } sent a report. No activity is on record.
itu-matrix = ACTIVITIES BY SDG AND CONNECT 2030 GOAL
itu-table_matrix = Activities that serve both an SDG and a Connect 2030 goal
itu-col_all = All
itu-matrix_note = An activity may serve several SDGs and several goals, so the cells do not add up; the last column holds every activity of that SDG.
dossier-no_sdgs = No activity names an SDG.
dossier-no_goals = No activity names a goal of Connect 2030.
itu-figures = FIGURES
itu-notable = ACTIVITIES WORTH NAMING
itu-unsure = HOW SURE THE FIGURES ARE
itu-annex = Annex

# ------------------------------------------------------------------ reminders, receipts, letters to units

# family: remind_state
remind_state-due = gets a message
remind_state-no_address = no address on record
remind_state-unusable = address cannot be used
remind_state-today = address reminded today already
# family: reminder_state
reminder_state-drafted = drafted
reminder_state-sent = sent
reminder_state-refused = refused
reminder_state-not_sent = not sent
reminder_state-unknown = in doubt
heading-address = Address
heading-reminded = Reminded
remind-bounced = { $address } (an earlier letter came back)
remind-bounced_here = { $who }: an earlier letter to { $address } came back; mend the address.
remind-refused_here = { $who }: the mail server refused { $address } ({ $code }); mend the address.
remind-doubt_here = Nobody knows whether the message to { $address } arrived: the server gave no answer. It is not sent again by itself; ask the unit, then settle it.
remind-in_doubt = in doubt
remind-was_refused = refused
remind-from_to = From: { $from }. To: { $to }
remind-from_unset = (remind.from is not set)
remind-gets = { $to }: { $units } ({ $step })
remind-gets_bounced = { $to }: { $units } ({ $step }) – an earlier letter came back
remind-gets_none = No message: { $units } ({ $step }) – { $to }
remind-and_more = … and { $n } more
remind-times = { $n ->
    [one] once, on { $at } ({ $what }, { $state })
   *[other] { $n } times, last on { $at } ({ $what }, { $state })
 }
remind-subject = Report on { $name } { $year } awaited: { $units }
remind-subject_returned = Report on { $name } { $year } returned for correction: { $units }
remind-subject_taken = Report on { $name } { $year } received: { $units }
remind-subject_call = { $name } { $year }: request to take part and to report
remind-subject_digest = Reminders of { $day }: { $name } { $year }
remind-greeting = To: { $who }
remind-asked = The { $sender } has asked for a report on the results of { $name } { $year }, due { $deadline }.
remind-asked_by = By its letter No. { $number } of { $dated }, the { $sender } has asked for a report on the results of { $name } { $year }, due { $deadline }.
remind-report_before = The { $sender } has not yet received the report of { $unit }. Its last day is { $last_day }; days left: { $n }.
remind-report_today = The { $sender } has not yet received the report of { $unit }. Today, { $last_day }, is its last day.
remind-report_after = The last day for the report of { $unit } was { $last_day }; days since: { $n }. The { $sender } has not yet received it.
remind-returned_because = The report of { $unit } (version { $version }) was returned on { $returned } for correction, because: “{ $reason }”.
remind-correction_before = { $unit } is asked to send a corrected version by the end of { $last_day }; days left: { $n }.
remind-correction_today = Today, { $last_day }, is the last day on which { $unit } can send a corrected version.
remind-correction_after = The corrected version of { $unit } was due on { $last_day }; days since: { $n }.
remind-parts = The report should have:
remind-missing = Still missing from the report:
remind-until = Please send what is missing by the end of { $last_day }.
remind-complete = The report has all the parts that were asked for, and awaits review.
remind-taken_bare = The { $sender } received the report of { $unit } (version { $version }) at { $at }.
remind-taken = The { $sender } received the report of { $unit } (version { $version }) at { $at }: { $what }.
remind-reply = Please send the report in answer to this message. If it has been sent already, please answer with the number and date of the document.
remind-call = The { $sender } asks you to take part in { $name } { $year } and to report the results { $deadline }. The letter and its documents are enclosed.
remind-call_confirm = Please answer this message to confirm that you have the letter.
remind-thanks = With thanks and regards.
remind-digest = Reminders of { $day } for reports on { $name } { $year }; messages: { $n }
remind-reminded = Reminded { $times }
remind-counts = Messages: { $n }, cannot be written to: { $silent }
remind-sending = Sending { $n } of { $of }: { $to }
remind-stopping = Stopping after this one ({ $n } of { $of }): { $to }
remind-drafts_only = drafts only: no mail server is set
letter-not_enclosed = Not enclosed, because no copy is kept (ketnoi document attach): { $names }
remind-drafted = Files written to { $folder }: { $n }. Units that cannot be written to: { $silent }.
remind_paper-subject = Reports on { $name } { $year } that are still awaited
remind_paper-to_listed = { $all } (as listed in the annex)
remind_paper-asked = By its letter No. { $number } of { $dated }, the { $sender } asked for activities for { $name } { $year } and for a report on their results { $deadline }.
remind_paper-owed = As of { $today }, reports or corrected versions are awaited from { $n } units, listed in the annex.
remind_paper-owed_few = As of { $today }, the { $sender } has not received the report or the corrected version of:
remind_paper-please = The { $sender } asks for the reports without delay, so that they can be consolidated for its leaders and passed on to the International Telecommunication Union (ITU). Those that have been sent already: please give the number and date of the document.
remind_paper-end = Yours faithfully,
remind_paper-appendix = Annex
remind_paper-list = Units whose report is awaited
remind_paper-col_n = No.
remind_paper-col_unit = Unit
remind_paper-col_last_day = Last day
remind_paper-col_why = Remark
remind_paper-correction = corrected version awaited
remind_paper-report = report awaited
remind_paper-call_subject = { $name } { $year }
remind_paper-call_why = { $day } is { $name }, under the theme “{ $theme }”.
remind_paper-call_asks = From { $from } to { $to }, the { $sender } asks for the following:
remind_paper-call_parts = The report on the results has:
remind_paper-part = { $part }
remind_paper-part_if_any = { $part } (if any)
remind_paper-call_until = Please send the report to the { $sender } { $deadline }.
remind_paper-call_documents = Documents enclosed:
remind_paper-call_contact = Contact: { $unit }.
cli-remind_nobody = Nobody is due a reminder today.
cli-remind_unopened = The campaign has not been opened: nobody is reminded.
cli-remind_closed = The campaign is closed: nobody is reminded any more.
cli-remind_looked = On record: somebody has looked into what left after the backup. Reminders may be sent again.
cli-remind_not_restored = There is nothing to look into: this store was not restored from a backup, or somebody has looked already.
cli-remind_digest = Messages that would be written: { $n }; units that cannot be written to: { $silent }. Digest: { $digest }
cli-remind_written = Files written to { $folder }: { $n }.

## preview
#  What leaves as a document, before it leaves.

preview-being_made = The document is being prepared …
preview-unsure = Not certain: { $n ->
    [one] one point
   *[other] { $n } points
 }, under “{ $heading }”
preview-table = Table: { $caption } ({ $n ->
    [one] one row
   *[other] { $n } rows
 })
preview-table_bare = Table ({ $n ->
    [one] one row
   *[other] { $n } rows
 })
preview-photos = Photos ({ $n })
preview-behind = { $n ->
    [one] { $figure }: { $n } stands behind it
   *[other] { $figure }: { $n } stand behind it
 }
preview-version = { $unit }, version { $n }
preview-of_unit = { $title } – { $unit }
preview-letter = An incoming letter
preview-list = { $n ->
    [one] One row
   *[other] { $n } rows
 }. Columns: { $columns }.
preview-first_rows = The first rows
preview-writing = Writing { $file } …
preview-photos_ready = Writing { $file }: photos { $done }/{ $all } ({ $percent } %)
preview-stopping = Stopping; { $file } will stay as it was …

# family: preview_what
preview_what-consolidated = Consolidated report
preview_what-itu = ITU update
preview_what-status = State of reports
preview_what-activities = Activities
preview_what-figures = Figures of the units
preview_what-contacts = Contacts
preview_what-calendar = Calendar of the campaign

# family: preview_lang
preview_lang-vi = in Vietnamese
preview_lang-en = in English

# family: document_format
document_format-docx = Document (DOCX)
document_format-md = Markdown (text)
document_format-html = Page for a browser (HTML)
document_format-json = Figures for programs (JSON)
document_format-csv = CSV (text)
document_format-pdf = PDF (for reading and print)
document_format-xlsx = Spreadsheet (XLSX)
document_format-ics = Calendar (iCalendar)

## template
#  The house's own template (export template, check-template, --template).


cmd_help-export_template = Write a template with placeholders, for the house to change
cmd_help-export_check-template = Say which placeholders a template has, and whether it can be filled
opt_help-template = The house's own DOCX template to fill
cli-template_written = Wrote the template { $file }. Its placeholders: { $marks }
cli-template_fits = { $file } can be filled. Its placeholders: { $marks }
cli-template_docx_only = --template goes with the format docx only.

# family: template_refused
template_refused-unfit = The template { $file } cannot be used: it is no DOCX, or damaged.
template_refused-beyond = The template { $file } cannot be used: it is too large, or unpacks to too much.
template_refused-locked = The template { $file } cannot be used: it has a password. Take the password off and try again.
template_refused-no_process = The template { $file } could not be checked now: no process could be started to read it.
template_refused-macros = The template { $file } is not used: it has macros in it. Save it as a .docx without macros.
template_refused-external = The template { $file } is not used: { $what } points to a file elsewhere. Embed that file, or take it out.
template_refused-field = The template { $file } is not used: its field { $what } fetches something when the document is opened. Take it out.
template_refused-no_text = The template { $file } cannot be used: { $what } is missing. Put it into a paragraph of its own.
template_refused-places = The template { $file } cannot be used: { $what }. The placeholders are: { $known }

# family: template_wrong
template_wrong-unknown = there is no placeholder { $what }
template_wrong-not_alone = { $what } must stand alone in its paragraph
template_wrong-open = “{ $what }” is opened and not closed with two braces
template_wrong-markup = the part { $what } cannot be read

# family: bad_files
bad_files-scheme = that is no place for files; write file:FOLDER or s3://BUCKET/PREFIX?region=REGION
bad_files-secret = a key does not belong into the name of a place for files, where others can read it; put both keys into a file for yourself alone and name it with key_file=FILE
bad_files-parameter = a place for files has no parameter “{ $about }”; there are endpoint, region, ca_file, key_file and wait
bad_files-value = the parameter “{ $about }” of the place for files is given twice or has a value that cannot be meant, such as endpoint=https://s3.example.vn:9000, region=ap-southeast-1, wait=30
bad_files-no_bucket = no bucket is named; write s3://BUCKET/PREFIX?region=REGION
bad_files-bucket = no bucket can be called “{ $about }”: 3 to 63 small letters, figures, dots and dashes
bad_files-prefix = “{ $about }” cannot stand behind the bucket: only letters without marks, figures, dots, dashes and low lines, in parts with a slash between
bad_files-no_region = it is not said where the bucket is; add region=REGION, or endpoint=https://SERVER for a server of your own
bad_files-plain = files do not go to { $about } over a line that anybody can read; write endpoint=https://{ $about }
bad_files-no_folder = no folder is named; write file:FOLDER

# family: bucket
bucket-skewed = { $path } takes no request because the clocks are too far apart: this machine says { $ours }, the server { $theirs }. Set the clock of this machine (timedatectl), then try again.
bucket-no_bucket = There is no bucket { $path }; have it made, or correct “files” in the settings.
bucket-region = { $path } is in the region { $about }; put region={ $about } into “files” in the settings.
bucket-region_unsaid = { $path } is in another region, or at another server, than “files” in the settings says; correct region= or endpoint= there.
bucket-foreign = { $path } is not a place for files of ketnoi: “{ $about }” lies there. Name a bucket or a prefix that is empty, or one that ketnoi has used.
bucket-garbage = Who answers for { $path } is no S3 server, or something stands in between ({ $about }); check endpoint= in “files” in the settings.
bucket-versions = { $path } still keeps older versions of the removed file and does not let them go ({ $about }); whoever may read versions there can read it. Have an administrator of the bucket remove them.
bucket-unnamed = There are no keys for { $mailbox }; put the access key and the secret key on two lines of a file that only you may read and name it with key_file= in “files”, or give it to the service as the systemd credential “s3”.

# family: files_step
files_step-ours = the place is ours
files_step-put = a file is put
files_step-again = it is put again
files_step-wrong_sum = a wrong checksum is refused
files_step-get = it is read
files_step-list = files are listed
files_step-remove = it is removed
