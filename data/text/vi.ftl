### Every sentence of ketnoi in Vietnamese: natural administrative usage.
###
### A key is  area-words_of_its_own : the part before the first dash is its area. Messages do not refer to each other.
### “# family: X” says that the keys X-… are made from ids; tests/texts.rs lists the ids of each family and compares.
### “## glossary” words may stand unused: they are the words of the house. Every other key must be used by src/.
### Add keys under your own heading, the same keys in both files. Numbers that are names (years) are passed as text.


## states
#  A report's life; the ids are those of the core.


# family: state
state-awaiting = Chưa có
state-in_progress = Đang thực hiện
state-received = Đã nhận
state-returned = Trả lại, bổ sung
state-accepted = Đã duyệt
state-exempt = Miễn báo cáo

# family: state_short
state_short-awaiting = Chưa có
state_short-in_progress = Đang làm
state_short-received = Đã nhận
state_short-returned = Trả lại
state_short-accepted = Đã duyệt
state_short-exempt = Miễn

# family: timeliness
timeliness-on_time = đúng hạn
timeliness-late = trễ hạn
timeliness-pending = trong hạn
timeliness-overdue = quá hạn
timeliness-none = không tính hạn

# family: resubmit
resubmit-none = không phải bổ sung
resubmit-waiting = chờ bổ sung
resubmit-overdue = quá hạn bổ sung

# family: phase
phase-before = chưa đến đợt hoạt động
phase-window = đang trong đợt hoạt động
phase-day = hôm nay là Ngày 17/5
phase-reporting = đang nhận báo cáo
phase-overdue = đã quá hạn báo cáo
phase-closed = đã đóng

# family: act_status
act_status-planned = Dự kiến
act_status-ongoing = Đang diễn ra
act_status-done = Đã xong
act_status-cancelled = Đã hủy

# family: mode
mode-in_person = trực tiếp
mode-online = trực tuyến
mode-mixed = trực tiếp và trực tuyến

# family: kind
kind-document = văn bản
kind-photo = ảnh
kind-video = video
kind-other = tệp khác

# family: role
role-admin = Quản trị
role-desk = Chuyên viên đầu mối
role-reviewer = Người duyệt
role-province = Cán bộ địa phương
role-viewer = Người xem

## time


# family: weekday
weekday-1 = thứ Hai
weekday-2 = thứ Ba
weekday-3 = thứ Tư
weekday-4 = thứ Năm
weekday-5 = thứ Sáu
weekday-6 = thứ Bảy
weekday-7 = Chủ nhật

# family: month
month-1 = tháng 1
month-2 = tháng 2
month-3 = tháng 3
month-4 = tháng 4
month-5 = tháng 5
month-6 = tháng 6
month-7 = tháng 7
month-8 = tháng 8
month-9 = tháng 9
month-10 = tháng 10
month-11 = tháng 11
month-12 = tháng 12

# family: span
span-days = { $n } ngày
span-hours = { $n } giờ
span-minutes = { $n } phút
span-seconds = { $n } giây

## yaml
#  What is wrong with a YAML file: one sentence, without a full stop; where it is stands in front.

yaml-place = { $file }, dòng { $line }, cột { $column }: { $what }
yaml-whole_file = { $file }: { $what }
yaml-inside = { $what } (ở mục { $path })
yaml-did_you_mean = { $what }; có phải ý bạn là { $words }?
yaml-or = { $first } hoặc { $last }
yaml-too_large = tệp lớn quá { $limit }, không đọc
yaml-empty = tệp không có nội dung
yaml-utf16 = tệp được lưu ở dạng UTF-16; hãy lưu lại ở dạng UTF-8
yaml-not_utf8 = tệp không phải UTF-8 tại vị trí này; hãy lưu lại ở dạng UTF-8
yaml-control = có ký tự điều khiển { $code }, không được dùng trong tệp
yaml-tab = thụt dòng bằng phím Tab; YAML chỉ chấp nhận dấu cách
yaml-too_deep = các mục lồng nhau quá { $limit } tầng
yaml-too_many = tệp có quá { $limit } mục, không đọc
yaml-references = quá nhiều tham chiếu “*”: chỉ chấp nhận { $limit }
yaml-tag = nhãn “!” không được dùng trong tệp này
yaml-no_text_key = khóa phải là chữ
yaml-second_document = tệp chứa nhiều tài liệu (“---”); chỉ được một
yaml-duplicate = khóa “{ $key }” đã có ở phía trên trong cùng nhóm
yaml-unknown_key = không có khóa nào tên “{ $key }”
yaml-unknown_word = “{ $word }” không phải giá trị được chấp nhận
yaml-choices = { $what } (chấp nhận: { $words })
yaml-missing_key = thiếu khóa bắt buộc “{ $key }”
yaml-wrong_type = cần { $want }, nhưng ở đây là { $got }
yaml-bad_date = không phải ngày giờ hợp lệ; hãy viết như 2020-06-05
yaml-syntax = không đúng cú pháp YAML ({ $detail })
yaml-syntax_colon = có dấu hai chấm ở chỗ không được có: hãy đặt cả giá trị trong dấu nháy, hoặc sửa lại thụt dòng
yaml-syntax_bracket = dấu ngoặc mở ở đây không được đóng đúng chỗ
yaml-syntax_quote = dấu nháy mở ở đây không được đóng
yaml-syntax_indent = thụt dòng không khớp với các dòng phía trên, hoặc có chữ thừa sau một giá trị đã kết thúc
yaml-syntax_start = ký tự này không thể mở đầu một giá trị; hãy đặt giá trị trong dấu nháy
yaml-unknown_anchor = tham chiếu tới một neo “&” không có
yaml-unreadable = không đọc được: { $detail }

# family: yaml_want
yaml_want-number = một số
yaml_want-whole = một số nguyên
yaml_want-text = một đoạn chữ
yaml_want-bool = true hoặc false
yaml_want-list = một danh sách
yaml_want-map = một nhóm khóa: giá trị
yaml_want-date = một ngày như 2020-06-05
yaml_want-range = một số nguyên từ { $least } đến { $most }
yaml_want-nothing = để trống
yaml_want-value = một giá trị khác

# family: yaml_got
yaml_got-number = số { $value }
yaml_got-text = chữ “{ $value }”
yaml_got-bool = { $value }
yaml_got-list = một danh sách
yaml_got-map = một nhóm khóa: giá trị
yaml_got-nothing = chỗ trống
yaml_got-other = { $value }

# family: io
io-not_found = không tìm thấy tệp hoặc thư mục
io-denied = không có quyền
io-exists = đã có tệp cùng tên
io-directory = đây là thư mục, không phải tệp
io-no_directory = một phần của đường dẫn không phải thư mục
io-full = hết dung lượng đĩa hoặc hạn mức
io-read_only = hệ thống tệp chỉ cho đọc
io-interrupted = bị ngắt giữa chừng
io-timed_out = quá thời gian chờ
io-bad_input = không phải tệp thông thường hoặc nội dung không hợp lệ
io-too_large = tệp quá lớn
io-other = hệ thống báo: { $detail }

## config
#  Settings: their sources and what can be wrong with them.

config-bad_value = “{ $value }” không dùng được cho { $name }; chấp nhận: { $words }
config-origin = { $what } ({ $origin })
config-roles = khóa “{ $key }” không được đặt ở đây: vai trò chỉ nằm trong access.yaml, cạnh kho dữ liệu hoặc trong /etc/ketnoi
config-no_file = không có tệp cấu hình { $file }
config-no_data_dir = không biết thư mục dữ liệu của người dùng; hãy đặt HOME hoặc dùng --store sqlite:ĐƯỜNG_DẪN
config-store_scheme = kho dữ liệu “{ $value }” không đúng dạng; hãy viết sqlite:ĐƯỜNG_DẪN
config-store_not_built = bản ketnoi này không có phần kết nối PostgreSQL; hãy dùng sqlite:ĐƯỜNG_DẪN
config-words_size = dung lượng như 500 MiB, 2 GiB
config-words_path = một đường dẫn không rỗng
config-words_name = một tên không rỗng, không có khoảng trắng
config-words_bool = true, false

# family: config_origin
config_origin-default = mặc định
config_origin-file = { $file }, dòng { $line }
config_origin-env = biến môi trường { $name }
config_origin-flag = tùy chọn { $name }

## looks
#  Looks (colours and weights by role) and what can be wrong with one.

looks-unknown = không có giao diện “{ $name }”; hiện có: { $words }
looks-schema = phiên bản định dạng (schema) phải là 1
looks-base = “base” phải là tên một giao diện có sẵn
looks-want_colour = một màu: tên như green, bright_blue, default; số từ 0 đến 255; hoặc "#rrggbb"

## desk
#  The four panes, header, footer.


## unit
#  The sheet of one unit.


## tables
#  Queue, activities, goals, documents, history, contacts.


## forms
#  Text entry, prompts, confirmations.

forms-title_acknowledge = Xác nhận đã nhận công văn
forms-title_receive = Ghi nhận báo cáo
forms-title_return = Trả lại báo cáo
forms-title_accept = Duyệt báo cáo
forms-title_withdraw = Rút lại báo cáo
forms-title_exempt = Miễn báo cáo
forms-title_note = Ghi chú
forms-title_figure = Ghi số liệu
forms-title_call = Ghi nhật ký liên hệ
forms-title_contact = Đầu mối liên hệ
forms-title_extend = Gia hạn báo cáo
forms-title_activity_add = Thêm hoạt động
forms-title_activity_edit = Sửa hoạt động
forms-title_activity_done = Hoạt động đã tổ chức xong
forms-title_activity_cancel = Hủy hoạt động
forms-n_units = { $n } đơn vị
forms-n_activities = { $n } hoạt động

forms-label_reason = Lý do
forms-label_note = Ghi chú
forms-label_came_with = Nội dung kèm theo
forms-label_due = Hạn bổ sung
forms-label_when = Thời điểm
forms-label_indicator = Chỉ tiêu
forms-label_value = Giá trị
forms-label_how = Hình thức
forms-label_name = Họ và tên
forms-label_position = Chức vụ
forms-label_phone = Điện thoại
forms-label_mail = Thư điện tử
forms-label_scope = Áp dụng cho
forms-label_until = Gia hạn đến hết ngày
forms-label_kind = Loại hoạt động
forms-label_title = Tên hoạt động
forms-label_from = Từ ngày
forms-label_to = Đến ngày
forms-label_mode = Cách tổ chức
forms-label_reach = Số người tham gia
forms-label_sdgs = SDG
forms-label_goals = Kết nối 2030
forms-label_status = Tình trạng

forms-yes = Có
forms-no = Không
forms-how_phone = Gọi điện
forms-how_mail = Gửi thư điện tử
forms-how_visit = Đến làm việc
forms-scope_one = riêng đơn vị này
forms-scope_all = tất cả các đơn vị
forms-status_auto = theo ngày tổ chức
forms-unit_per_100 = trên 100 dân
forms-unit_tonne_year = tấn/năm

forms-hint_required = Bắt buộc.
forms-hint_optional = Có thể để trống.
forms-hint_most = Nhiều nhất { $n } ký tự.
forms-hint_left = Còn { $n } ký tự.
forms-hint_choice = Chọn một trong các mục.
forms-hint_date = Viết như 04/06, 04/06/2020 hoặc +5 (số ngày nữa).
forms-hint_read_as = Hiểu là: { $what }.
forms-hint_due_empty = Để trống: { $n } ngày làm việc, đến hết { $date }.
forms-hint_from_empty = Để trống: hôm nay.
forms-hint_to_empty = Để trống: chỉ một ngày.
forms-hint_holds = Hạn hiện nay: hết { $date }.
forms-hint_when = Viết như 14:03, 27/05 14:03 hoặc 27/05/2020.
forms-hint_when_empty = Để trống: lúc này.
forms-hint_late_entry = Đã quá 24 giờ: phải kèm ghi chú, và được đánh dấu là nhập sau.
forms-hint_reach = Số người; để trống nếu chưa biết.
forms-hint_reach_done = Số người; để trống thì giữ số đã ghi.
forms-hint_people = { $n } người.
forms-hint_phone = Ghi cả mã vùng và số máy lẻ nếu có.
forms-hint_mail = Viết như vanthu@tinh.gov.vn.
forms-hint_sdgs = Mục tiêu hoặc chỉ tiêu SDG, cách nhau bằng dấu phẩy: 9, 9.c.
forms-hint_goals = Mục tiêu hoặc chỉ tiêu, cách nhau bằng dấu phẩy: 2, 2.8.
forms-hint_tag_near = “{ $word }” chưa khớp mục nào; có: { $words }.
forms-hint_status_auto = Dự kiến, đang diễn ra hoặc đã xong, tùy theo ngày so với hôm nay.
forms-hint_bounds = Từ { $least } đến { $most }.
forms-hint_unusual = Khác thường: vẫn ghi, có đánh dấu.
forms-hint_last = Lần trước: { $value } ({ $date }).
forms-hint_no_last = Chưa có số liệu nào.
forms-cut = Chỉ giữ { $n } ký tự đầu; phần còn lại đã bỏ.

forms-wrong_missing = Không được để trống
forms-wrong_date = Không phải ngày; hãy viết như 04/06/2020, 04/06 hoặc +5
forms-wrong_when = Không phải thời điểm; hãy viết như 27/05 14:03
forms-wrong_future = { $time } chưa tới
forms-wrong_past = { $date } đã qua; hãy chọn hôm nay hoặc một ngày sau
forms-wrong_not_later = Phải sau hạn hiện nay, hết { $date }
forms-wrong_reversed = Ngày cuối ở trước ngày đầu, { $date }
forms-wrong_number = Không phải số
forms-wrong_whole = Phải là một số nguyên không âm
forms-wrong_bounds = Phải nằm trong khoảng từ { $least } đến { $most }
forms-wrong_sdg = Không có SDG “{ $word }”; có: { $words }
forms-wrong_goal = Không có mục tiêu “{ $word }”; có: { $words }
forms-wrong_mail = Không phải địa chỉ thư điện tử
forms-wrong_phone = Không phải số điện thoại
forms-wrong_needs_note = Nhập sau quá 24 giờ thì phải ghi chú vì sao
forms-wrong_not_begun = Chưa thể là đã xong: ngày đầu là { $date }
forms-wrong_nothing = Chưa có gì thay đổi

forms-ask_bulk = Thay đổi nhiều đơn vị cùng lúc?
forms-ask_close = Đóng đợt báo cáo?
forms-ask_discard = Bỏ những gì đã nhập?
forms-ask_quit = Thoát và bỏ những gì đã nhập?
forms-will_change = Sẽ thay đổi { $n } đơn vị: { $names }
forms-none_change = Không đơn vị nào thay đổi được
forms-cannot = { $n } đơn vị giữ nguyên, { $why }: { $names }
forms-and_more = và { $n } đơn vị khác
forms-why_no_version = chưa có bản báo cáo nào
forms-why_needs_newer = đã trả lại, chờ bản mới
forms-why_accepted = đã duyệt rồi
forms-why_exempt = đã được miễn
forms-why_acknowledged = đã xác nhận nhận công văn
forms-why_closed = đợt báo cáo đã đóng
forms-close_final = Sau khi đóng không ghi thêm được gì nữa, và không hoàn tác được.
forms-close_waiting = { $n } đơn vị vẫn chưa có báo cáo.
forms-close_unreviewed = { $n } báo cáo chưa được duyệt.
forms-discard_lines = Biểu mẫu còn mở có nội dung chưa ghi.
forms-filter = Lọc:
forms-filter_matches = { $n } mục khớp

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

term-campaign = Đợt báo cáo
term-deadline = Hạn báo cáo
term-cutoff = Thời điểm chốt
term-days_left = còn { $n } ngày
term-workdays_left = { $n } ngày làm việc
term-last_day = đến hết { $date }
term-letter_says = công văn ghi: “{ $words }”
term-letter = Công văn
term-unit = Đơn vị
term-province = Tỉnh, thành phố
term_short-province = Tỉnh
term-region = Vùng
term-report = Báo cáo
term-version = Bản { $n }
term-activity = Hoạt động
term-goals = Mục tiêu
term-sdg = Mục tiêu phát triển bền vững (SDG)
term_short-sdg = SDG
term-connect2030 = Kết nối 2030
term-evidence = Minh chứng
term-figure = Số liệu
term-completeness = Mức đầy đủ
term-missing = còn thiếu
term-extension = gia hạn
term-acknowledge = Xác nhận đã nhận công văn
term-receive = Ghi nhận báo cáo
term-accept = Duyệt
term-return = Trả lại
term-withdraw = Rút lại
term-undo = Hoàn tác
term-reason = Lý do
term-note = Ghi chú
term-entered_later = nhập sau
term-reach = số người tham gia
term-burn_up = Tiến độ nộp báo cáo
term_short-burn_up = Tiến độ
term-projection = dự kiến { $n }/{ $total } đúng hạn
term-history = Lịch sử
term-recent = Mới cập nhật
term-queue = Việc cần xử lý
term-inbox = Thư đến
term-set_aside = chờ xử lý
term-reminder = Đôn đốc
term-contact = Đầu mối
term-call_log = Nhật ký liên hệ
term-consolidated_report = Báo cáo tổng hợp
term-timeline = Dòng thời gian
term-map = Bản đồ
term-as_of = tính đến { $time }
term-updated_at = cập nhật lúc { $time }
term-stale = MẤT KẾT NỐI DỮ LIỆU từ { $time }
term-read_only = chỉ xem
term-not_verified = chưa đối chiếu văn bản gốc
term-help = Trợ giúp
term-filter = Lọc
term-group = Nhóm
term-command = Lệnh
term-pane = Khung
term-mark = Đánh dấu
term-quit = Thoát
term-back = Quay lại
term-input_method_on = Hãy tắt bộ gõ tiếng Việt để dùng phím lệnh
