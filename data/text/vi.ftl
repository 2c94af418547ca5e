### Every sentence of ketnoi in Vietnamese: natural administrative usage.
###
### A key is  area-words_of_its_own : the part before the first dash is its area. Messages do not refer to each other.
### “# family: X” says that the keys X-… are made from ids; tests/core/texts.rs lists the ids of each family and compares.
### “## glossary” words may stand unused: they are the words of the house. Every other key must be used by src/.
### Add keys under your own heading, the same keys in both files. Numbers that are names (years) are passed as text.


## states
#  A report's life; the ids are those of the core.


# family: state
state-awaiting = Chưa báo cáo
state-in_progress = Đang thực hiện
state-received = Đã nhận
state-returned = Trả lại, bổ sung
state-accepted = Đã duyệt
state-exempt = Miễn báo cáo

# family: state_short
state_short-awaiting = Chưa nộp
state_short-in_progress = Đang làm
state_short-received = Đã nhận
state_short-returned = Trả lại
state_short-accepted = Đã duyệt
state_short-exempt = Miễn

# family: timeliness
timeliness-on_time = đúng hạn
timeliness-late = nộp chậm
timeliness-pending = trong hạn
timeliness-overdue = quá hạn
unit_line-expected = dự kiến
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
mode-hybrid = trực tiếp và trực tuyến

# family: kind
kind-document = văn bản
kind-photo = ảnh
kind-video = video
kind-other = tệp khác

# family: role
role-viewer = Người xem
role-unit_officer = Cán bộ địa phương
role-editor = Chuyên viên đầu mối
role-reviewer = Người duyệt
role-administrator = Quản trị

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
config-log_in_store = nhật ký chương trình (log) không thể là { $file }: tệp này thuộc về một kho dữ liệu của ketnoi
config-log_in_settings = nhật ký chương trình (log) không thể là { $file }: tệp này thuộc về cấu hình hoặc tệp phân quyền của ketnoi
config-no_data_dir = không biết thư mục dữ liệu của người dùng; hãy đặt HOME hoặc dùng --store sqlite:ĐƯỜNG_DẪN
config-store_scheme = kho dữ liệu “{ $value }” không đúng dạng; hãy viết sqlite:ĐƯỜNG_DẪN hoặc postgres://MÁY_CHỦ/CƠ_SỞ_DỮ_LIỆU
config-store_in_memory = ketnoi không giữ kho dữ liệu trong bộ nhớ; viết sqlite:ĐƯỜNG_DẪN, hoặc xem thử bằng “ketnoi demo”
config-store_options = kho dữ liệu không nhận tùy chọn sau dấu “?”; viết sqlite:{ $path }, thêm --read-only nếu chỉ xem mà không ghi
config-store_folder = “{ $value }” là một thư mục; hãy ghi rõ tệp kho trong đó, như sqlite:THƯ_MỤC/ketnoi.db
config-store_part = “{ $value }” là một phần của kho dữ liệu hoặc của thiết lập chứ không phải kho; hãy ghi tệp của chính kho, như sqlite:THƯ_MỤC/ketnoi.db
config-store_password = địa chỉ kho dữ liệu không được chứa mật khẩu vì người khác nhìn thấy; hãy ghi mật khẩu thành một dòng trong tệp chỉ mình đọc được (chmod 600) rồi thêm ?password_file=TỆP, hoặc để máy chủ tự nhận tài khoản (peer)
config-store_server_part = { $part ->
        [host] tên máy chủ
        [port] số cổng
        [database] tên cơ sở dữ liệu
        [user] tên tài khoản
        [schema] tên lược đồ (schema: chữ thường, chữ số, _)
        [tls] tls (on hoặc off)
       *[other] { $part }
    } trong địa chỉ kho dữ liệu còn thiếu hoặc không dùng được; hãy viết postgres://TÀI_KHOẢN@MÁY_CHỦ:CỔNG/CƠ_SỞ_DỮ_LIỆU?schema=TÊN
config-store_server_unknown = địa chỉ kho dữ liệu không có “{ $key }”; sau dấu “?” chỉ dùng schema, tls, ca_file hoặc password_file
config-store_server_twice = “{ $key }” xuất hiện hai lần trong địa chỉ kho dữ liệu; hãy bỏ bớt một
config-words_size = dung lượng như 500 MiB, 2 GiB
config-words_minutes = số phút từ 1 đến 1440
config-words_seconds = số giây từ 1 đến 3600
config-words_count = số từ 0 đến 1000
config-words_path = một đường dẫn không rỗng
config-words_name = một tên không rỗng, không có khoảng trắng
config-words_bool = true, false
config-words_folder = một thư mục có sẵn
config-words_keys = một phím hoặc danh sách phím
config-about_store = nơi lưu dữ liệu
config-about_files = nơi lưu tệp, nếu không để trong thư mục cạnh kho dữ liệu
config-about_campaign = đợt báo cáo; nếu không đặt thì lấy đợt mới nhất đang mở
config-about_lang = ngôn ngữ
config-about_theme = giao diện: màu và độ đậm theo vai trò; `auto` chọn giao diện hợp với màn hình và màu nền
config-about_ascii = chỉ dùng ký tự ASCII; như `glyphs: ascii`
config-about_glyphs = bộ ký hiệu trên màn hình: `windows` là các ký hiệu mà phông chữ của mọi cửa sổ dòng lệnh Windows đều có, `full` là đầy đủ; `auto` dùng bộ đầy đủ nếu màn hình cho biết là có, nếu không thì dùng bộ của Windows
config-about_no_color = không dùng màu
config-about_ambiguous = cửa sổ dòng lệnh vẽ ký tự có độ rộng không xác định trong một ô (narrow) hay hai ô (wide)
config-about_mouse = bật chuột ngay từ đầu
config-about_seconds = hiện giây trên đồng hồ và thời gian còn lại
config-about_line = đường truyền tới cửa sổ dòng lệnh: tự nhận biết (auto: qua SSH thì hỏi cửa sổ đã đọc đến đâu), không hỏi (fast), hoặc luôn hỏi và không hiện giây (slow)
config-about_console_font = phông chữ của console Linux có đủ chữ tiếng Việt
config-about_evidence_limit = dung lượng lớn nhất của một tệp minh chứng
config-about_put_minutes = số phút mà một tệp gửi bằng “put” được phép kéo dài
config-about_put_stall_seconds = số giây không nhận được gì thì thôi đợi bên gửi
config-about_put_at_once = số tệp mà mỗi tên được gửi cùng lúc
config-about_put_daily = dung lượng mỗi tên được gửi trong một ngày
config-about_disk_reserve = dung lượng ổ đĩa để dành cho việc ghi nhận; còn ít hơn thì không nhận tệp (mặc định 256 MiB, trên ổ đĩa nhỏ là 2 %)
config-about_data_dir = thư mục dữ liệu tham chiếu thay cho dữ liệu có sẵn
config-about_log = tệp nhật ký hoạt động của chính chương trình
config-about_keys = phím khác cho các thao tác
config-words_sources = một nguồn hoặc danh sách nguồn: tệp, thư mục, imaps://user@host/FOLDER (TLS, cổng 993), imap://user@host/FOLDER (STARTTLS, cổng 143)
config-words_names = một tên hoặc danh sách tên
config-words_whole = số nguyên lớn hơn 0
config-about_intake_sources = nguồn thư đến: nơi “inbox sweep” lấy thư khi không ghi nguồn nào
config-about_intake_own_domains = tên miền thư của cơ quan: thư chuyển tiếp từ đây được xét theo bức thư bên trong
config-about_intake_authserv_ids = máy chủ được tin về kết quả xác thực Authentication-Results (RFC 8601)
config-about_intake_receiving_hosts = máy chủ thư của cơ quan: dòng Received của máy này cho biết thư đến lúc nào
config-about_intake_password_file = tệp mật khẩu của máy chủ thư, chỉ chủ tệp được đọc; nếu không có thì dùng credential của systemd
config-about_intake_ca_file = nơi cấp chứng thư được tin cho máy chủ thư, thay cho danh sách của hệ thống
config-about_intake_message = dung lượng lớn nhất của một thư được đọc; thư lớn hơn chỉ ghi phần đầu và dung lượng
config-about_intake_parts = số phần nhiều nhất của một thư
config-about_intake_depth = số tầng nhiều nhất của các phần lồng nhau; thư trong thư và tệp nén được mở đến 4 tầng
config-about_intake_header = dung lượng lớn nhất của phần đầu thư
config-about_intake_seconds = số giây nhiều nhất để đọc một thư
config-words_host = tên một máy
config-words_port = số từ 1 đến 65535
config-words_tls = implicit, starttls; none khi remind.server là chính máy này (localhost) và không khai tài khoản (remind.user)
config-words_address = một địa chỉ thư điện tử viết bằng ký tự ASCII
config-words_most = số từ 1 đến 10000
config-words_step = số giây từ 1 đến 600
config-about_remind_server = máy chủ gửi thư đôn đốc (SMTP); nếu không có thì chỉ soạn thư nháp
config-about_remind_port = cổng của máy chủ; nếu không khai thì dùng cổng thông thường theo cách mã hóa
config-about_remind_tls = cách mã hóa đường truyền: ngay từ đầu, sau lệnh STARTTLS, hoặc không mã hóa
config-about_remind_user = tài khoản trên máy chủ, nếu máy chủ yêu cầu
config-about_remind_password_file = tệp mật khẩu của tài khoản, chỉ chủ tệp được đọc; nếu không có thì dùng credential “smtp” của systemd
config-about_remind_ca_file = nơi cấp chứng thư được tin cho máy chủ, thay cho danh sách của hệ thống
config-about_remind_from = địa chỉ gửi thư đôn đốc
config-about_remind_reply_to = địa chỉ nhận thư trả lời, nếu khác địa chỉ gửi
config-about_remind_ehlo = tên máy này khi xưng với máy chủ; nếu không khai thì dùng tên miền của remind.from
config-about_remind_most = số thư nhiều nhất gửi trong một lần chạy; lần sau gửi tiếp
config-about_remind_step = số giây nhiều nhất máy chủ được dùng cho mỗi bước
config-about_remind_whole = số giây nhiều nhất cho toàn bộ việc gửi một thư; quá hạn thì ngắt đường truyền

# family: config_origin
config_origin-default = mặc định
config_origin-file = { $file }, dòng { $line }
config_origin-env = biến môi trường { $name }
config_origin-flag = tùy chọn { $name }

## access
#  Vai trò, tệp phân quyền, và phiên làm việc qua SSH.

access-not_a_file = { $file }: tệp phân quyền phải là tệp thường, không phải liên kết hay loại khác
access-owner = { $file }: tệp phân quyền phải thuộc root hoặc chủ của kho dữ liệu; tệp này thuộc tài khoản số { $uid }
access-loose = { $file }: người khác ngoài chủ sở hữu cũng ghi được vào tệp phân quyền này (quyền { $mode }); hãy đặt lại bằng chmod 0644
access-unreadable = { $file }: không đọc được tệp phân quyền này: { $what }
access-schema = số hiệu khuôn dạng (schema) phải là 1
access-bad_account = “{ $word }” không phải tên tài khoản
access-twice = tài khoản “{ $word }” được ghi hai lần
access-long_name = tên và chức danh của “{ $word }” dài nhất 100 ký tự
access-title_alone = “{ $word }” có chức danh (title) thì cũng phải có họ tên (name)
access-no_units = “{ $word }” là cán bộ địa phương nên phải có “units”
access-units_useless = “units” chỉ có nghĩa với vai trò unit_officer
access-unknown_account = tệp này không ghi tài khoản nào tên “{ $word }”
access-unknown_unit = không danh sách nào có đơn vị “{ $word }”
access-no_terminal = Phiên này không có màn hình: hãy kết nối bằng “ssh -t”, hoặc gọi “status”, “queue” hay “put ĐƠN_VỊ TÊN”.
access-not_allowed = Ở đây không gọi được “{ $word }”: chỉ để trống (bảng điều hành), hoặc “status”, “queue”, “put ĐƠN_VỊ TÊN”.
access-put_terminal = “put” nhận tệp từ đầu vào chuẩn: ssh … put ĐƠN_VỊ TÊN < TỆP
access-put_empty = “{ $file }” gửi đến không có nội dung; không lưu gì.
access-put_cut = Đường truyền đứt khi “{ $file }” chưa đến đủ; không lưu gì, xin gửi lại.
access-put_stalled = “{ $file }” ngừng được gửi quá { $n } giây; không lưu gì, xin gửi lại khi đường truyền ổn định.
access-put_slow = “{ $file }” gửi quá { $n } phút chưa xong; không lưu gì, xin gửi tệp nhỏ hơn hoặc qua đường truyền nhanh hơn.
access-put_at_once = Tên này đang gửi { $n } tệp cùng lúc, là mức cao nhất; xin đợi một tệp gửi xong rồi gửi tiếp.
access-put_daily = Hôm nay tên này đã gửi đến hết mức { $limit } một ngày; tệp này chưa được nhận. Xin gửi vào ngày mai hoặc nhờ quản trị viên nâng put_daily.
access-put_done = Đã nhận “{ $file }” ({ $size }) cho { $unit }: số biên nhận { $cmd }, SHA-256 { $hash }
access-audit_empty = Chưa có lần nào bị từ chối vì thiếu quyền.
access-col_time = Thời điểm
access-col_who = Ai
access-col_role = Vai trò
access-col_tried = Định làm
access-col_unit = Đơn vị
access-col_rule = Quy tắc
access-as = { $actor } (tài khoản { $account })
access-own_only = Ở đây cán bộ địa phương chỉ xem được đơn vị mình phụ trách.
access-seeing = xem đơn vị khác
access-claim = { $who } đang nhập

# family: deed
deed-acknowledge = ghi nhận đã nhận công văn
deed-receive = ghi nhận báo cáo
deed-note = viết ghi chú
deed-figures = ghi số liệu
deed-contact = ghi đầu mối liên hệ
deed-activity = ghi hoạt động
deed-evidence = đính kèm tệp
deed-undo = hoàn tác
deed-call = ghi lần liên hệ
deed-remind = gửi văn bản đôn đốc
deed-export = ghi nhận bản xuất
deed-withdraw = rút lại một bản báo cáo
deed-take_in = tiếp nhận thư
deed-file = phân loại hoặc loại bỏ thư
deed-recommend = đề nghị duyệt báo cáo
deed-accept = duyệt báo cáo
deed-return = trả lại báo cáo
deed-exempt = miễn báo cáo cho đơn vị
deed-extend = gia hạn
deed-amend = sửa nội dung đợt báo cáo
deed-open = mở đợt báo cáo
deed-close = đóng đợt báo cáo
deed-clock = chỉnh lại giờ ghi của nhật ký
deed-redact = gỡ nội dung tệp hoặc xóa lời ghi
deed-document = lưu tài liệu
deed-audit = xem sổ các lần bị từ chối
deed-backup = sao lưu toàn bộ kho dữ liệu
deed-restore = khôi phục kho dữ liệu từ bản sao lưu
deed-move = chuyển toàn bộ kho dữ liệu sang nơi khác

## looks
#  Looks (colours and weights by role) and what can be wrong with one.

looks-unknown = không có giao diện “{ $name }”; hiện có: { $words }
looks-schema = phiên bản định dạng (schema) phải là 1
looks-base = “base” phải là tên một giao diện có sẵn
looks-want_colour = một màu: tên như green, bright_blue, default; số từ 0 đến 255; hoặc "#rrggbb"

## desk
#  The four panes, header, footer.

desk-left = { $days } ngày { $clock }
desk-left_today = còn { $clock }
desk-past = quá hạn { $days } ngày { $clock }
desk-past_today = quá hạn { $clock }
desk-days_word = { $days ->
   *[other] ngày
 }
desk-calendar_unsure = (tạm tính)
desk-letter_intro = công văn ghi:
desk-no_activities = Chưa có hoạt động nào
desk-sdg_note = số hoạt động theo từng SDG
desk-cutoff_mark = hạn { $date }
desk-reported = { $n }/{ $total } đã báo cáo
desk-no_map = Danh sách đơn vị này không có bản đồ hoặc màn hình quá nhỏ
desk-no_match = Không có đơn vị nào khớp
desk-not_overdue = không quá hạn
desk-text_cut = Đã cắt bớt: quá dài cho ô này
desk-paste_nowhere = Chỉ dán được vào ô nhập chữ
desk-mouse_on = Đã bật chuột
desk-mouse_off = Đã tắt chuột
desk-copied = Đã chép: { $text }
desk-nothing_to_copy = Ở đây không có gì để chép
desk-copy_too_long = Quá dài để chép
desk-already_done = Việc này đã được ghi trước đó
desk-others = { $who } · { $what }
desk-others_many = { $who } · { $what } (và { $n } việc khác)
desk-done_many = { $what }: { $n } đơn vị
desk-opened_campaign = (đợt báo cáo được mở cùng lúc)
desk-rights_changed = Quyền của bạn đã thay đổi: { $role }.
desk-being_recorded = Đang ghi, xin đợi
desk-reading = Đang đọc tệp: { $done } trên { $of }
desk-undo_hint = { $key } hoàn tác
desk-letter_hint = { $n ->
   *[other] { $key } soạn thư báo đơn vị
    }
desk-redo_hint = { $key } làm lại
desk-too_small = Màn hình { $width }x{ $height } quá nhỏ; cần ít nhất { $least }
desk-long_past = Đã qua hạn { $date }; tiếp theo: đóng đợt này hoặc lập đợt mới (ketnoi campaign new)
desk-long_past_short = Quá hạn lâu: đóng đợt
desk-demo = DEMO
desk-restart = cần khởi động lại
desk-moved = KHO ĐÃ CHUYỂN
desk-no_store = chưa có kho ở { $path }
desk-elsewhere = Đợt { $id } vừa được mở: khởi động lại ketnoi để làm việc với đợt đó
desk-letter_of = Công văn về Ngày { $date }
desk-as_if = giả định { $time }
desk-filtered = lọc “{ $text }”
desk-goals_title = Mục tiêu · số hoạt động
desk-exempt = miễn
desk-owing_correction = nợ bổ sung
desk-recommended = chờ lãnh đạo duyệt
desk-marked = đã đánh dấu
desk-levels = { $kind ->
    [province] tỉnh { $top }, xã { $below }
   *[other] cấp trên { $top }, cấp dưới { $below }
 }
desk-look = Giao diện: { $name }

# family: desk_tab
desk_tab-countdown = Hạn
desk_tab-activities = HĐ
desk_tab-goals = MTiêu
desk_tab-grid = Báo cáo

# family: place
place-desk = Bảng điều hành
place-unit = Đơn vị
place-queue = Việc cần xử lý
place-reminders = Đôn đốc
place-export = Xuất văn bản
place-inbox = Hộp thư đến
place-activities = Hoạt động
place-goals = Mục tiêu
place-documents = Công văn và tài liệu
place-history = Lịch sử

# family: group
group-region = Nhóm theo vùng
group-state = Nhóm theo trạng thái
group-debt = Quá hạn lên trước
group-name = Theo tên


# family: not_ready
not_ready-no_unit = Chưa chọn đơn vị nào
not_ready-no_activity = Chưa chọn hoạt động nào
not_ready-no_file = Chưa chọn tệp nào còn nội dung
not_ready-no_file_row = Chưa chọn tệp nào trong danh sách minh chứng
not_ready-no_document = Chưa chọn tài liệu nào
not_ready-one_file = Ở đây chỉ chọn một tệp: nhấn Enter để lấy
not_ready-no_file_field = Chỉ chọn tệp ở ô tệp
not_ready-no_filter = Chưa lọc gì
not_ready-no_level = Không có cấp dưới để mở
not_ready-no_marks = Chưa đánh dấu gì
not_ready-no_shell = Không có dòng lệnh nào để quay lại
not_ready-use_put = Phiên này không mở được tệp trên máy; hãy gửi bằng: ssh … put ĐƠN_VỊ TÊN < TỆP
not_ready-no_files_here = Phiên này không ghi tệp trên máy chủ; hãy lấy danh sách bằng: ssh … status hoặc ssh … queue
not_ready-no_set_up_here = Phiên này không lưu bản nháp trên máy chủ; hãy lập đợt báo cáo trong một phiên thường
not_ready-no_demo = Chỉ dùng khi xem chạy thử
not_ready-demo_set_up = Đang xem chạy thử; hãy thoát ra rồi lập đợt báo cáo thật
not_ready-no_list = Ở đây không có dòng nào để ghi ra tệp
not_ready-no_preview = Văn bản đang được chuẩn bị
not_ready-nothing_under_way = Không có văn bản nào đang được ghi
not_ready-nobody_due = Không có đơn vị nào cần gửi thư.
not_ready-not_sending = Không có thư nào đang gửi.
not_ready-no_doubt = Chọn một thư ghi “chưa rõ đã đến chưa” (dấu ?).
not_ready-no_letter = Chưa chọn thư nào còn có thể chuyển hoặc loại bỏ
not_ready-letter_waits = Thư đang chờ xử lý: không có gì để rút lại
not_ready-no_candidate = Thư không có đơn vị nào mang số đó
not_ready-at_the_desk = Đang ở bảng điều hành, không còn nơi nào để quay lại
not_ready-restart = Có bản ketnoi mới hơn đang ghi dữ liệu: hãy thoát và mở lại.
not_ready-not_back = Dòng thời gian chưa mở
not_ready-no_changes = Không có thay đổi nào từ lần xem trước
not_ready-nothing_lost = Kho dữ liệu không mất gì
not_ready-in_the_past = Đang xem lại quá khứ: hãy về hiện tại trước


## photo
#  A file of a unit that is looked at.

photo-being_brought = Đang lấy ảnh…
photo-gone = Tệp này không còn trong hồ sơ.
photo-removed = Nội dung tệp này đã được gỡ: { $why }
photo-other = Không xem được tại đây ({ $kind }); có thể lưu vào một thư mục rồi mở bằng chương trình khác.
photo-too_large = Không hiện được: tệp lớn hơn { $limit } MiB; có thể lưu vào một thư mục.
photo-bytes_gone = Không hiện được: nội dung của tệp không còn trong kho.
photo-away = Lúc này chưa hiện được: nơi lưu tệp không trả lời.
photo-damaged = Không hiện được: tệp trong kho không đọc được hoặc đã bị thay đổi.
photo-no_picture = Không hiện được: tệp này không mở được như một ảnh.
photo-limits = Không hiện được: ảnh có quá nhiều điểm hoặc cần quá nhiều bộ nhớ.
photo-too_slow = Không hiện được: mở ảnh mất quá nhiều thời gian.
photo-no_process = Không hiện được: máy này lúc này không mở ảnh được.


## unit
#  The sheet of one unit.

sheet-no_unit = Chưa chọn đơn vị nào.
sheet-tab_report = Báo cáo
sheet-tab_activities = Hoạt động
sheet-tab_evidence = Minh chứng
sheet-tab_contacts = Liên hệ
sheet-tab_figures = Số liệu
sheet-tab_changes = Thay đổi
sheet-tab_history = Diễn biến
sheet-tab_below = Cấp dưới
sheet-code = mã { $code }
sheet-received = Nhận { $time }
sheet-latest = Bản { $version } nhận { $time }
sheet-document = Văn bản { $document }
sheet-consent = đồng ý công bố: { $consent }
sheet-file_by = { $who } đính kèm
sheet-file_mail = gửi kèm thư, { $who } xếp vào
sheet-file_letter = gửi kèm thư của { $from }: “{ $subject }”
sheet-notable = nổi bật
sheet-acknowledged = Xác nhận đã nhận công văn { $time }
sheet-due = Hạn đến hết { $date }
sheet-own_extension = gia hạn riêng
sheet-left = còn { $span }
sheet-past = quá { $span }
sheet-correction = Bổ sung đến hết { $date }
sheet-accepted = { $who } duyệt { $time }
sheet-recommended = { $who } đề nghị duyệt { $time }
sheet-returned = { $who } trả lại { $time }
sheet-exempted = { $who } cho miễn báo cáo { $time }
sheet-complete = { $missing ->
    [0] Đủ { $total } phần bắt buộc
   *[other] Còn thiếu { $missing } phần bắt buộc
 }
sheet-seat = Trung tâm hành chính: { $seat }
sheet-abbr_invented = { $abbr }: chữ viết tắt do phần mềm đặt
sheet-iso_namesake = { $iso }: mã ISO của đơn vị cũ cùng tên
sheet-formed_from = Hình thành từ các đơn vị cũ mã { $codes }
sheet-no_activities = Chưa ghi nhận hoạt động nào.
sheet-no_evidence = Chưa có minh chứng.
sheet-no_contacts = Chưa có đầu mối và chưa liên hệ lần nào.
sheet-no_figures = Chưa có số liệu.
sheet-no_history = Chưa có diễn biến nào.

## tables
#  Queue, activities, goals, documents, history, contacts.

queue-empty = Không có việc nào đang chờ. Mọi báo cáo đã nhận đều đã được xem, không đơn vị nào quá hạn.
queue-expected = Không có việc nào đang chờ: đợt báo cáo có sẵn này chưa ghi nhận gì.
queue-no_match = Không có việc nào khớp với bộ lọc.
queue-past_due = Quá hạn: { $n }
queue-to_review = Cần xem xét: { $n }
queue-nobody = chưa có đầu mối liên hệ
queue-no_number = chưa có số điện thoại
queue-call = Đầu mối liên hệ
queue-last = liên hệ { $time }
queue-last_call = Liên hệ gần nhất: { $time }, { $how }, { $who }
queue-more_files = và { $n } tệp khác
queue-how_long = Đã chờ
queue-recommended_by = chờ duyệt, { $who } đề nghị

acts-count = { $n } hoạt động
acts-count_of = { $n }/{ $total } hoạt động
acts-reach = { $n } người tham gia
acts-reach_short = Số người
acts-cancelled = thêm { $n } đã hủy
acts-marked = { $n } đã đánh dấu
acts-unit_short = ĐV
acts-files = Tệp
acts-overdue = Quá ngày
acts-none = Chưa ghi nhận hoạt động nào trong đợt này.
acts-no_match = Không có hoạt động nào khớp với bộ lọc.

# family: acts_by
acts_by-date = xếp theo ngày
acts_by-unit = xếp theo đơn vị
acts_by-status = xếp theo tình trạng
acts_by-kind = xếp theo loại
acts_by-title = xếp theo tên
acts_by-reach = xếp theo số người

goals-counted = số hoạt động
goals-no_match = Không có mục tiêu hay hoạt động nào khớp với bộ lọc.
goals-activities = Số hoạt động: { $n }
goals-of_countries = { $n }% số quốc gia
goals-of_income = { $n }% thu nhập bình quân tháng
goals-by_year = Đến năm { $year }: { $how }
goals-at_least = ít nhất { $value }
goals-at_most = không quá { $value }
goals-rise = tăng ít nhất { $value }
goals-fall = giảm ít nhất { $value }
goals-improve = cải thiện ít nhất { $value }
goals-all_countries = mọi quốc gia
goals-all_people = mọi người
goals-parity = nam và nữ ngang nhau
goals-increase = tăng lên
goals-serves = Phục vụ SDG { $sdgs } ({ $basis })
goals-basis_match = khớp chỉ số của Liên hợp quốc
goals-basis_near = gần với chỉ số của Liên hợp quốc
goals-basis_own = theo đánh giá của nhóm biên soạn
goals-served_by = Được phục vụ bởi Kết nối 2030: { $ids }
goals-served_by_none = Không mục tiêu Kết nối 2030 nào được nối tới đây.
goals-names_ict = Chỉ tiêu nêu đích danh CNTT-TT.
goals-indicator_names_ict = Chỉ số đo của chỉ tiêu này nêu CNTT-TT.
goals-names_no_ict = Chỉ tiêu này không nêu CNTT-TT, nhưng có hoạt động gắn với nó.
goals-indicator = Chỉ số { $id }

docs-theme = Chủ đề
docs-asks = Công văn đề nghị
docs-documents = Tài liệu kèm theo
docs-where = Địa chỉ: { $url }
docs-no_url = Chưa rõ địa chỉ trên mạng.
docs-no_gist = Chưa có tóm tắt.
docs-own_copy = Bản lưu: { $name }, { $size }
docs-no_copy = Chưa có bản lưu. Lưu ngay tại đây từ một tệp (phím ở dòng cuối), hoặc bằng lệnh: { $command }
docs-from = Bên gửi: { $sender }
docs-to = Nơi nhận: { $to }
docs-days = Ngày { $day }, hoạt động từ { $from } đến { $until }

history-empty = Nhật ký chưa có dòng nào.
history-span = dữ kiện { $from } đến { $to } trong { $total }
history-no_match = Không có dòng nào khớp với bộ lọc.
history-loaded = { $n } dòng
history-of = { $n }/{ $total } dòng
history-more = còn dòng cũ hơn
history-capped = dòng cũ hơn: dùng ketnoi log
history-verified = chuỗi nguyên vẹn: { $n } dòng
history-broken = CHUỖI HỎNG: { $why }
history-recorded = ghi { $time }
history-behalf = { $actor } (do { $real } thực hiện)
history-detail = lệnh { $cmd } · vai trò { $role } · { $via }

## wall
#  The screen on the wall: nobody is at the keyboard.

wall-page = Trang { $n }/{ $total }
wall-part = phần { $n }/{ $total }
wall-regions = Theo vùng
wall-owed = Còn nợ · { $n } đơn vị
wall-late = { $days ->
    [0] quá hạn từ hôm nay
   *[other] quá hạn { $days } ngày
 }
wall-late_correction = { $days ->
    [0] nợ bổ sung từ hôm nay
   *[other] nợ bổ sung { $days } ngày
 }
wall-more = và { $n } đơn vị khác
wall-final = Kết quả cuối cùng
wall-closed_at = đã đóng lúc { $time }
wall-no_campaign = Chưa mở đợt báo cáo nào
wall-next_day = Ngày tiếp theo: { $date }
wall-today = HÔM NAY
wall-under_way = Đang diễn ra
wall-next = Sắp tới
wall-latest = Vừa tổ chức xong
wall-bad_interval = Không hiểu --interval { $value }; hãy viết như 20s hoặc 2m, từ 2 giây đến 1 giờ
wall-bad_page = Không có trang “{ $value }”; có: { $known }
wall-no_photos = Chưa có ảnh nào từ báo cáo đã duyệt
wall-photos_not_here = Màn hình này không đủ màu để hiện ảnh, hoặc không có tệp nào
wall-restart = Đã có bản ketnoi mới hơn ghi dữ liệu: cần khởi động lại màn hình này

# family: wall_page
wall_page-overview = Tổng quan
wall_page-regions = Từng đơn vị theo vùng
wall_page-activities = Hoạt động và mục tiêu
wall_page-photos = Ảnh từ các báo cáo đã duyệt

## timeline
#  The time line, and what changed since one last looked.

timeline-at = Xem lại lúc { $time }
timeline-happened = theo lúc xảy ra
timeline-known = theo lúc ghi nhận
timeline-news = { $n } ghi nhận mới
timeline-back = { $key } về hiện tại
timeline-at_short = Xem lại { $time }
timeline-back_short = { $key } thoát
timeline-day = Ngày
timeline-cutoff = hạn
timeline-extended = gia hạn
changes-line = { $n } thay đổi từ lần xem trước ({ $when })
changes-more = Hơn { $n } thay đổi từ lần xem trước ({ $when })
changes-short = { $n } thay đổi mới
changes-today = hôm nay { $time }
changes-yesterday = hôm qua { $time }
changes-list = Thay đổi từ lần xem trước: { $n }
changes-hint = { $key } xem lần lượt

## forms
#  Text entry, prompts, confirmations.

forms-title_acknowledge = Xác nhận đã nhận công văn
forms-title_receive = Ghi nhận báo cáo
forms-asked_for = Đề nghị gửi:
forms-next_version = { $numbered ->
    [yes] Đã có bản { $version } ({ $document }) từ { $time }; lần này thành bản { $next }.
   *[no] Đã có bản { $version } từ { $time }; lần này thành bản { $next }.
 }
forms-next_versions = { $n } trong { $total } đơn vị này đã có báo cáo: của các đơn vị đó sẽ thành bản tiếp theo.
forms-title_return = Trả lại báo cáo
forms-title_accept = Duyệt báo cáo
forms-title_recommend = Đề nghị duyệt báo cáo
forms-title_retract = Rút lại đề nghị duyệt
forms-title_withdraw = Rút lại báo cáo
forms-title_exempt = Miễn báo cáo
forms-title_note = Ghi chú
forms-title_figure = Ghi số liệu
forms-title_call = Ghi nhật ký liên hệ
forms-title_contact = Đầu mối liên hệ
forms-title_list = Ghi danh sách ra tệp
forms-title_export = Ghi văn bản ra tệp
forms-title_keep = Lưu tệp
forms-title_drafts = Soạn thư
forms-title_settle = Xác nhận kết quả gửi thư
forms-title_file_letter = Chuyển thư cho đơn vị
forms-title_dismiss_letter = Loại bỏ thư
forms-title_put_back = Đưa thư trở lại chờ xử lý
forms-title_evidence = Đính kèm tệp
forms-title_document = Lưu bản tài liệu của Bộ
forms-title_file = Chú thích, đồng ý công bố
forms-title_extend = Gia hạn báo cáo
forms-title_activity_add = Thêm hoạt động
forms-title_activity_edit = Sửa hoạt động
forms-title_activity_done = Hoạt động đã tổ chức xong
forms-title_activity_cancel = Hủy hoạt động
forms-n_units = { $n } đơn vị
forms-n_activities = { $n } hoạt động
forms-head_figure = Chỉ tiêu
forms-head_value = Giá trị
forms-head_unit = Đơn vị
forms-head_last = Lần trước
forms-head_year = Năm { $year }
forms-head_bounds = Khoảng
forms-beside_last = lần trước { $value }
forms-beside_year = { $year }: { $value }

forms-label_reason = Lý do
forms-label_note = Ghi chú
forms-label_came_with = Nội dung kèm theo
forms-label_due = Hạn bổ sung
forms-label_when = Thời điểm
forms-label_value = Giá trị
forms-label_how = Hình thức
forms-label_name = Họ và tên
forms-label_position = Chức vụ
forms-label_phone = Điện thoại
forms-label_activity = Hoạt động
forms-label_format = Định dạng
forms-label_save_as = Tên tệp
forms-label_template = Văn bản mẫu
forms-label_photos = Số ảnh
forms-label_belonging = “Kèm theo”
forms-label_which = Tệp nào
forms-label_folder = Thư mục
forms-label_outcome = Kết quả
forms-label_unit = Đơn vị
forms-label_letter_kind = Loại thư
forms-label_file = Tệp
forms-label_number = Số, ký hiệu
forms-label_dated = Ngày văn bản
forms-label_caption = Chú thích
forms-label_consent = Đồng ý công bố
forms-label_notable = Nổi bật
forms-label_mail = Thư điện tử
forms-label_scope = Áp dụng cho
forms-label_until = Gia hạn đến hết ngày
forms-label_manner = Cách ghi
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
forms-format_xlsx = Bảng tính (XLSX)
forms-format_csv = CSV (văn bản)
forms-format_md = Markdown (văn bản)
forms-list_marked = { $list } ({ $n } mục đã đánh dấu)
forms-scope_one = riêng đơn vị này
forms-scope_all = tất cả các đơn vị
forms-files_one = chỉ tệp này
forms-files_all = cả { $n } tệp của đơn vị
forms-manner_extend = thêm một lần gia hạn
forms-manner_replace = thay lần gia hạn ghi nhầm
forms-no_value = để trống
forms-activity_none = của đơn vị, không riêng hoạt động nào
forms-unit_none = chưa chọn
forms-list_nothing = Không có mục nào khớp với chữ đã gõ.
forms-status_auto = theo ngày tổ chức
forms-unit_per_100 = trên 100 dân
forms-unit_short_per_100 = /100 dân
forms-unit_tonne_year = tấn/năm

forms-fields = Ý nghĩa các ô
forms-about_reason = Vì sao: được lưu vào hồ sơ và thông báo cho đơn vị.
forms-about_note = Điều người đọc sau cần biết: ai đã nói gì, đã thống nhất gì.
forms-about_came_with = Những gì gửi kèm báo cáo, viết trong một câu: văn bản, ảnh, video.
forms-about_due = Ngày cuối cùng mà bản bổ sung còn được tính là đúng hạn.
forms-about_when = Thời điểm xảy ra, nếu không phải là lúc này.
forms-about_how = Đã liên hệ với đơn vị bằng cách nào.
forms-about_phone = Số này hiện ra ở mọi nơi nêu đơn vị chưa báo cáo.
forms-about_scope = Hạn mới áp dụng cho riêng đơn vị này hay cho tất cả.
forms-about_until = Ngày cuối cùng mà báo cáo còn được tính là đúng hạn.
forms-about_title = Viết như sẽ đưa vào báo cáo trình lãnh đạo.
forms-about_reach = Số người tham gia hoặc tiếp cận được.
forms-about_sdgs = Đóng góp cho mục tiêu nào trong các Mục tiêu phát triển bền vững của Liên hợp quốc.
forms-about_goals = Đóng góp cho mục tiêu hoặc chỉ tiêu nào của Chương trình Kết nối 2030.
forms-about_status = Đã đến đâu; chỉ hoạt động đã tổ chức mới được tính là đã xong.
forms-about_file = Một tệp trên máy này; tệp được giữ nguyên, kèm mã kiểm tra.

forms-hint_required = Bắt buộc.
forms-hint_optional = Có thể để trống.
forms-hint_most = Nhiều nhất { $n } ký tự.
forms-hint_left = Còn { $n } ký tự.
forms-hint_choice = Gõ tên để tìm; phím cách mở danh sách; ← và → chuyển mục.
forms-hint_tags = Gõ tên hoặc mã để tìm, phím cách mở danh sách; chọn được nhiều mục.
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
forms-hint_format = Nhấn Enter để ghi danh sách đúng như đang hiện; ← và → để chọn định dạng khác.
forms-hint_save_as = Tệp đã có được giữ nguyên. ~/ là thư mục nhà của bạn.
forms-hint_document_format = Nhấn Enter để ghi văn bản; ← và → để chọn định dạng khác.
forms-hint_no_pdf = Không có PDF: máy này chưa cài LibreOffice.
forms-hint_template = Để trống: mẫu của chương trình. Hoặc tệp DOCX của cơ quan, kiểm tra ngay.
forms-template_under_way = Đang kiểm tra mẫu { $file }: đã { $n } giây. Nhấn Esc để thôi.
forms-template_given_up = Đã thôi kiểm tra mẫu { $file }. Hãy chọn mẫu khác, hoặc để trống.
forms-hint_photos = Nhiều nhất bấy nhiêu ảnh, mỗi đơn vị nhiều nhất 3; 0: không kèm ảnh.
forms-hint_belonging = Dòng dưới tên mỗi phụ lục, cho biết phụ lục kèm theo văn bản nào.
forms-electronic = để trống cho văn thư (văn bản điện tử)
forms-on_paper = điền sẵn (văn bản giấy)
forms-hint_folder = Thư mục chưa có sẽ được tạo; tệp đã có trong đó được giữ nguyên. ~/ là thư mục nhà của bạn.
forms-hint_outcome = Nếu thư chưa đến, đơn vị sẽ lại có trong danh sách cần gửi. Ghi chú vì sao biết.
forms-settled_sent = đã đến nơi
forms-settled_not_sent = chưa đến, được gửi lại
forms-send_from = Từ { $from }, qua máy chủ { $server }. Mã: { $digest }
forms-send_most = Lần này gửi nhiều nhất { $n } thư; số còn lại chờ lần sau.
forms-kept_there = Đã có { $file }; tệp này được giữ nguyên và chưa lưu gì. Hãy chọn thư mục khác.
forms-kept = Đã lưu { $n } tệp: { $place }.
forms-hint_unit = Gõ tên, chữ viết tắt hoặc mã; phím cách mở danh sách. Đơn vị khả năng nhất đứng trước.
forms-hint_received_empty = Để trống: tính từ khi nhận thư, { $time }. Thời điểm khác cần có ghi chú.
forms-name_taken = { $file } đã có và được giữ nguyên; bên dưới là tên còn trống tiếp theo: nhấn Enter để ghi.
forms-hint_file = Mỗi dòng một đường dẫn; Ctrl-O để chọn trong thư mục, hoặc kéo tệp thả vào cửa sổ này.
forms-pick_title = Chọn tệp
forms-pick_reading = Đang đọc thư mục …
forms-pick_empty = Thư mục này không có tệp nào để chọn; Shift-Tab lên thư mục trên.
forms-pick_no_docx = Thư mục này không có tệp DOCX nào; Shift-Tab lên thư mục trên.
forms-pick_none = Ở đây không có tên nào như vậy.
forms-pick_hint_one = Gõ một phần tên. Enter: lấy tệp, mở thư mục; Tab: điền nốt; Backspace: lên trên.
forms-pick_hint = Gõ một phần tên. Dấu cách: đánh dấu; Enter: lấy tệp, mở thư mục; Tab: điền nốt; Backspace: lên trên.
forms-pick_marked = Đã đánh dấu { $n } tệp; nhấn Enter để lấy.
forms-pick_newest = Đang hiện { $n } mục mới nhất trong { $total } mục.
forms-pick_failed = Không đọc được thư mục { $folder }: { $why }
forms-hint_number = Như trên văn bản: 77/BC-STTTT. Dán cả “số 77/BC-STTTT ngày 26/5/2020” cũng đọc được.
forms-hint_consent = Người có mặt hoặc được nêu trong tệp có đồng ý công bố không?
forms-hint_notable = Hoạt động có đáng nêu trong báo cáo tổng hợp không?
forms-hint_mail = Viết như vanthu@tinh.gov.vn.
forms-hint_tag_near = “{ $word }” chưa khớp mục nào; có: { $words }.
forms-hint_status_auto = Dự kiến, đang diễn ra hoặc đã xong, tùy theo ngày so với hôm nay.
forms-hint_bounds = Từ { $least } đến { $most }.
forms-hint_outside_window = Nằm ngoài thời gian hoạt động { $window }.
forms-hint_two_numbers = Có thể đọc thành hai số: hãy viết { $whole } hoặc { $decimal }.
forms-hint_unusual = Khác thường: được hỏi lại trước khi ghi, và có đánh dấu.
forms-hint_manner = Thay: ngày mới thế chỗ ngày ghi nhầm, kể cả khi sớm hơn; phải nêu lý do ở ghi chú.
forms-hint_last = Lần trước: { $value } ({ $date }).
forms-hint_before = Năm { $year } ({ $unit }): { $value }.
forms-hint_no_last = Chưa có số liệu nào.
forms-cut = Chỉ giữ { $n } ký tự đầu; phần còn lại đã bỏ.

forms-wrong_one_file = Mỗi tài liệu lưu một tệp: hãy để lại một đường dẫn
forms-wrong_missing = Không được để trống
forms-wrong_choice = Không có tên nào ở đây khớp với “{ $typed }”. Phím Backspace xóa chữ đã gõ; phím cách mở danh sách.
forms-wrong_date = Không phải ngày; hãy viết như 04/06/2020, 04/06 hoặc +5
forms-wrong_document = Không phải số, ký hiệu văn bản; hãy viết như 77/BC-STTTT
forms-wrong_when = Không phải thời điểm; hãy viết như 27/05 14:03
forms-wrong_future = { $time } chưa tới
forms-wrong_past = { $date } đứng trước ngày trả lại; hãy chọn ngày đó hoặc một ngày sau
forms-wrong_ahead = { $date } muộn hơn ngày hôm sau thời điểm nhận; hãy xem lại ngày ghi trên văn bản
forms-wrong_not_later = Phải sau hạn hiện nay, hết { $date }
forms-wrong_reversed = Ngày cuối ở trước ngày đầu, { $date }
forms-wrong_number = Không phải số
forms-wrong_yes_no = “{ $typed }” không phải Có hay Không
forms-wrong_no_room = Không còn ô nào cho { $n } giá trị cuối của cột vừa dán
forms-wrong_no_such_figure = Không có chỉ tiêu nào tên “{ $name }” ({ $n } dòng vừa dán chưa được ghi vào ô nào)
forms-wrong_heading = “{ $words }” không phải giá trị. Nếu đó là tiêu đề của cột, hãy bấm Esc rồi dán lại, bỏ dòng này: mọi giá trị đang lệch xuống một ô
forms-wrong_whole = Phải là một số nguyên không âm
forms-wrong_two_numbers = Có thể đọc thành hai số: hãy viết { $whole } hoặc { $decimal }
forms-wrong_far = Ngày { $date } rất xa đợt báo cáo; nếu đúng, nhấn Enter lần nữa
forms-wrong_bounds = Phải nằm trong khoảng từ { $least } đến { $most }
forms-wrong_sdg = Không có SDG “{ $word }”; có: { $words }
forms-wrong_goal = Không có mục tiêu “{ $word }”; có: { $words }
forms-wrong_mail = Không phải địa chỉ thư điện tử
forms-wrong_phone = Không phải số điện thoại
forms-wrong_needs_note = Nhập sau quá 24 giờ thì phải ghi chú vì sao
forms-wrong_not_begun = Chưa thể là đã xong: ngày đầu là { $date }
forms-wrong_nothing = Chưa có gì thay đổi
forms-wrong_activity = Không có hoạt động nào mang mã này.
forms-wrong_nothing_to_replace = Chưa có lần gia hạn nào để thay
forms-wrong_too_early = Không thể sớm hơn hạn ghi trong công văn, hết { $date }
forms-doubt_no_figure = Để trống: số liệu đang có ({ $value }) sẽ được rút lại. Nếu đúng ý, nhấn Enter lần nữa.
forms-doubt_unusual = Khác thường: { $value } (thường từ { $least } đến { $most }). Nếu đúng, nhấn Enter lần nữa.
forms-asked_figures = Khác thường hoặc rút lại, hãy xem lại: { $names }.

forms-ask_bulk = { $what }: nhiều đơn vị cùng lúc?
forms-ask_close = Đóng đợt báo cáo?
forms-ask_discard = Bỏ những gì đã nhập?
forms-ask_quit = Thoát và bỏ những gì đã nhập?
forms-ask_open = Mở đợt báo cáo { $id }?
forms-open_lines = Ghi nội dung này sẽ mở đợt { $id } ({ $name }, hạn cuối { $date }), đợt chưa ghi nhận gì. Từ lúc đó các thời hạn của đợt có hiệu lực với mọi người dùng chung kho dữ liệu này. Tiếp tục?
forms-ask_file = Đang nhận tệp, vẫn thoát?
forms-ask_accept = Làm tiếp với dữ liệu hiện có trên máy chủ?
forms-ask_sending = Đang gửi thư, vẫn thoát?
forms-ask_send = Gửi { $n } thư?
forms-ask_export = Thoát khi đang ghi văn bản?
forms-ask_clock = Đồng hồ máy có đúng không?
forms-will_change = Sẽ thay đổi { $n } đơn vị: { $names }
forms-none_change = Không đơn vị nào thay đổi được
forms-cannot = { $n } đơn vị giữ nguyên, { $why }: { $names }
forms-and_more = và { $n } đơn vị khác
forms-why_no_version = chưa có bản báo cáo nào
forms-why_needs_newer = đã trả lại, chờ bản mới
forms-why_accepted = đã duyệt rồi
forms-why_one_step = đợt báo cáo duyệt một bước
forms-why_not_recommended = chưa có đề nghị duyệt
forms-why_four_eyes = chính người này đề nghị duyệt
forms-why_recommended = đã có đề nghị duyệt
forms-why_exempt = đã được miễn
forms-why_acknowledged = đã xác nhận nhận công văn
forms-why_closed = đợt báo cáo đã đóng
forms-close_final = Sau khi đóng không ghi thêm được gì nữa, và không hoàn tác được.
forms-file_lines = Lệnh này chưa được báo đã ghi. Nếu thoát bây giờ thì không ghi gì và không giữ lại tệp.
forms-export_lines = Nếu thoát trước khi có thông báo đã ghi thì không còn lại tệp nào và không có gì được ghi nhận.
forms-ask_leave_letter = Thoát mà không chờ kết quả?
forms-ask_leave_now = Thoát ngay?
forms-ask_leave_over = Thoát?
forms-leave_over = Việc đang làm đã xong.
forms-leave_letters = Sắp gửi thư.
forms-leave_letter = Đang gửi thư tới { $to }: { $seconds } giây, nhiều nhất { $most }.
forms-leave_rest = Còn { $n } thư chưa gửi.
forms-leave_document = Đang ghi { $file }: đã { $seconds } giây.
forms-leave_wait_letter = Đồng ý: không gửi thêm thư nào; chờ kết quả của thư này để ghi nhận rồi chương trình tự thoát.
forms-leave_now_letter = Có kết quả là chương trình tự thoát. Đồng ý: thoát ngay; nếu thư đã bắt đầu đi thì không biết có đến nơi không, thư được đánh dấu “chưa rõ đã đến chưa” và không tự gửi lại.
forms-leave_now_document = Dọn xong là chương trình tự thoát. Đồng ý: thoát ngay.
forms-discard_lines = Biểu mẫu còn mở có nội dung chưa ghi.
forms-filter = Lọc:
forms-filter_matches = { $n } mục khớp

## help
#  Help, palette, key labels.

# family: layer
layer-global = Ở mọi nơi
layer-desk = Bảng điều hành
layer-grid = Lưới đơn vị
layer-unit = Phiếu của một đơn vị
layer-queue = Việc cần xử lý
layer-reminders = Đôn đốc
layer-export = Xuất văn bản
layer-inbox = Hộp thư đến
layer-activities = Bảng hoạt động
layer-goals = Mục tiêu
layer-documents = Tài liệu
layer-history = Lịch sử
layer-strip = Trên dòng thời gian
layer-past = Khi xem lại quá khứ
layer-places = Trong danh mục màn hình
layer-photo = Khi xem ảnh
layer-help = Trong trợ giúp
layer-welcome = Trong lời chào
layer-confirm = Khi được hỏi xác nhận
layer-form = Trong biểu mẫu
layer-setup = Khi lập đợt báo cáo
layer-choices = Trong danh sách để chọn
layer-figures = Trong biểu mẫu số liệu
layer-pick = Chọn tệp
layer-text = Khi gõ chữ
layer-palette = Trong bảng lệnh
layer-filter = Khi gõ bộ lọc

help-cannot_write = { $why } Các phím ghi không nêu ở đây.
help-signs = Dấu của báo cáo
help-debt = quá hạn, còn nợ báo cáo hoặc bản bổ sung
help-mark = đã đánh dấu
help-fresh = vừa thay đổi
help-claimed = người khác đang nhập
help-activity_signs = Dấu của hoạt động
help-colours = Màu
help-projection = Dự kiến nếu tiếp tục như hiện nay
help-inset = Quần đảo Hoàng Sa, Trường Sa
help-selected = Đang chọn
help-warn = Cần lưu ý
help-error = Có lỗi
help-the_rest = { $key }: phím của mọi màn hình khác
help-back_here = { $key }: về các phím của màn hình này
help-palette = Lệnh
help-places = Các màn hình
help-no_command = Không có lệnh nào như vậy.

## actions
#  One label for each action in the key table.


# family: act
act-go_up = Lên
act-go_down = Xuống
act-go_left = Sang trái
act-go_right = Sang phải
act-go_page_up = Lên một trang
act-go_page_down = Xuống một trang
act-go_first = Về đầu
act-go_last = Đến cuối
act-pane_next = Khung hoặc danh sách tiếp theo
act-pane_prev = Khung hoặc danh sách trước
act-pane_countdown = Khung hạn báo cáo
act-pane_activities = Khung hoạt động
act-pane_goals = Khung mục tiêu
act-pane_grid = Khung báo cáo các đơn vị
act-open = Mở mục đang chọn
act-unit_open = Mở phiếu của đơn vị cấp dưới
act-level_open = Mở các đơn vị cấp dưới
act-queue_preview = Xem trước hoặc danh sách
act-inbox_view = Thư, các phần, lý do hoặc phần đầu thư
act-inbox_read = Đọc tiếp thư
act-inbox_read_back = Đọc lại phần trên của thư
act-inbox_file = Chuyển thư cho một đơn vị
act-inbox_take_1 = Chuyển cho đơn vị khả năng nhất
act-inbox_take_2 = Chuyển cho đơn vị thứ hai
act-inbox_take_3 = Chuyển cho đơn vị thứ ba
act-inbox_take_4 = Chuyển cho đơn vị thứ tư
act-inbox_take_5 = Chuyển cho đơn vị thứ năm
act-inbox_take_6 = Chuyển cho đơn vị thứ sáu
act-inbox_take_7 = Chuyển cho đơn vị thứ bảy
act-inbox_take_8 = Chuyển cho đơn vị thứ tám
act-inbox_take_9 = Chuyển cho đơn vị thứ chín
act-inbox_dismiss = Loại bỏ thư không liên quan
act-inbox_put_back = Đưa thư trở lại chờ xử lý
act-inbox_reason = Chỉ xem thư của một lý do
act-document_copy = Chép mục đang chọn vào bộ nhớ tạm
act-back = Quay lại
act-report_accept = Duyệt báo cáo
act-report_recommend = Đề nghị duyệt báo cáo
act-report_retract = Rút lại đề nghị duyệt
act-report_return = Trả lại báo cáo để bổ sung
act-report_receive = Ghi nhận báo cáo mới nhận
act-contact_log = Ghi nhật ký liên hệ
act-remind_draft = Soạn thư gửi đơn vị: đôn đốc, trả lại, xác nhận đã nhận
act-remind_due = Soạn thư cho các đơn vị đến kỳ đôn đốc
act-remind_send = Gửi thư cho các đơn vị đến kỳ đôn đốc
act-remind_stop = Ngừng gửi sau thư đang gửi
act-remind_settle = Xác nhận thư chưa rõ kết quả
act-remind_call = Ghi nhật ký liên hệ
act-remind_contact = Ghi đầu mối liên hệ
act-places_reminders = Mở danh sách đôn đốc
act-report_acknowledge = Ghi: đơn vị xác nhận đã nhận công văn
act-report_exempt = Miễn báo cáo
act-report_withdraw = Rút lại bản mới nhất
act-report_note = Ghi chú về đơn vị
act-report_figure = Ghi số liệu
act-contact_set = Ghi đầu mối liên hệ
act-evidence_add = Đính kèm tệp trên máy này
act-document_attach = Lưu bản của tài liệu đang chọn, từ tệp trên máy này
act-deadline_extend = Gia hạn
act-activity_add = Thêm hoạt động
act-activity_done = Hoạt động đã xong
act-activity_edit = Sửa hoạt động
act-evidence_edit = Chú thích và đồng ý công bố của tệp đang chọn
act-evidence_look = Xem ảnh đang chọn
act-evidence_save = Lưu tệp đang chọn, hoặc mọi tệp của đơn vị, vào một thư mục
act-photo_next = Ảnh tiếp theo
act-photo_prev = Ảnh trước
act-photo_first = Ảnh đầu tiên
act-photo_last = Ảnh cuối cùng
act-photo_close = Đóng ảnh
act-photo_redraw = Vẽ lại màn hình
act-form_pick = Chọn tệp trong thư mục
act-pick_take = Lấy tệp, hoặc mở thư mục
act-pick_mark = Đánh dấu tệp, hoặc bỏ dấu (hoặc phím cách)
act-pick_complete = Điền nốt tên
act-pick_above = Lên thư mục trên
act-pick_close = Trở lại biểu mẫu
act-pick_up = Lên
act-pick_down = Xuống
act-pick_page_up = Lên một trang
act-pick_page_down = Xuống một trang
act-activity_cancel = Hủy hoạt động
act-mark = Đánh dấu hoặc bỏ dấu
act-mark_all = Đánh dấu tất cả đang hiện
act-mark_none = Bỏ mọi dấu
act-filter = Lọc
act-filter_none = Bỏ lọc
act-group = Đổi cách nhóm hoặc sắp xếp
act-list_save = Ghi danh sách đang hiện ra tệp
act-export_behind = Đến nguồn của số liệu; mở bảng
act-export_write = Ghi văn bản ra tệp
act-export_next = Văn bản tiếp theo
act-export_stop = Dừng việc ghi văn bản
act-map = Bản đồ hoặc lưới
act-place_desk = Về bảng điều hành
act-place_queue = Việc cần xử lý
act-place_inbox = Hộp thư đến
act-place_activities = Bảng hoạt động
act-place_goals = Mục tiêu và chỉ tiêu
act-place_documents = Công văn và tài liệu
act-place_export = Xuất văn bản: xem trước khi gửi đi
act-place_history = Lịch sử
act-places = Danh mục màn hình
act-places_desk = Bảng điều hành
act-places_unit = Phiếu của đơn vị
act-places_queue = Việc cần xử lý
act-places_inbox = Hộp thư đến
act-places_activities = Bảng hoạt động
act-places_goals = Mục tiêu và chỉ tiêu
act-places_documents = Công văn và tài liệu
act-places_export = Xuất văn bản
act-places_history = Lịch sử
act-places_top = Lên đầu danh sách
act-places_open = Đến màn hình đã chọn
act-places_close = Đóng danh mục màn hình
act-places_up = Màn hình trên
act-places_down = Màn hình dưới
act-journal_verify = Kiểm tra chuỗi nhật ký
act-demo_slower = Chạy thử: chậm hơn
act-demo_faster = Chạy thử: nhanh hơn
act-demo_stop = Chạy thử: dừng hoặc chạy tiếp
act-demo_step = Chạy thử: đến việc tiếp theo
act-timeline = Dòng thời gian: xem lại một thời điểm
act-time_day_back = Lùi một ngày
act-time_day = Tiến một ngày
act-time_week_back = Lùi một tuần
act-time_week = Tiến một tuần
act-time_first = Về lúc đầu
act-time_last = Đến hiện tại
act-time_keys = Chuyển phím giữa dòng thời gian và các khung
act-time_mode = Đổi: theo lúc xảy ra, hoặc theo lúc ghi nhận
act-time_fact_back = Về ghi nhận trước
act-time_fact = Đến ghi nhận sau
act-time_close = Về hiện tại
act-changes_list = Danh sách mọi thay đổi từ lần xem trước
act-store_accept = Làm tiếp với dữ liệu hiện có khi máy chủ đã mất bản ghi
act-changes_next = Thay đổi tiếp theo từ lần xem trước
act-changes_prev = Thay đổi trước đó
act-changes_dismiss = Bỏ dòng báo thay đổi
act-undo = Hoàn tác việc vừa làm
act-redo = Làm lại việc vừa hoàn tác
act-palette = Bảng lệnh
act-help = Trợ giúp
act-lang = Đổi ngôn ngữ Việt/Anh
act-theme = Đổi giao diện màu
act-copy = Chép mục đang chọn
act-mouse = Bật hoặc tắt chuột
act-redraw = Vẽ lại màn hình
act-suspend = Tạm dừng, về dòng lệnh
act-campaign_close = Đóng đợt báo cáo
act-campaign_set_up = Lập đợt báo cáo mới
act-quit_from = Thoát, cả khi đang nhập
act-quit = Thoát
act-welcome = Lời chào: các cách bắt đầu
act-welcome_set_up = Lập đợt báo cáo mới
act-welcome_demo = Xem chạy thử
act-welcome_work = Làm việc với đợt đang hiện
act-welcome_close = Xem qua màn hình
act-welcome_lang = Đổi tiếng Việt/tiếng Anh
act-welcome_help = Trợ giúp
act-welcome_quit = Thoát
act-help_top = Lên đầu
act-help_rest = Phím của các màn hình khác, hoặc của màn hình này
act-help_close = Đóng trợ giúp
act-confirm_yes = Đồng ý
act-confirm_no = Không
act-form_submit = Ghi
act-form_help = Giải thích các ô của biểu mẫu
act-form_cancel = Bỏ, không ghi
act-form_next = Ô tiếp theo
act-form_prev = Ô trước
act-form_choice = Lựa chọn tiếp theo
act-form_choice_back = Lựa chọn trước
act-setup_onward = Đến chỗ còn phải viết; hết thì mở đợt
act-setup_open = Mở đợt báo cáo
act-setup_close = Lưu bản nháp và rời đi
act-setup_next = Ô tiếp theo
act-setup_prev = Ô trước
act-setup_choice = Lựa chọn tiếp theo
act-setup_choice_back = Lựa chọn trước
act-setup_help = Giải thích các ô
act-choices_take = Chọn mục này
act-choices_close = Đóng danh sách, không chọn
act-choices_up = Mục trên
act-choices_down = Mục dưới
act-choices_page_up = Lên một trang danh sách
act-choices_page_down = Xuống một trang danh sách
act-figures_next = Số liệu tiếp theo; ở ô cuối: ghi
act-figures_record = Ghi tất cả số liệu
act-palette_run = Thực hiện lệnh
act-palette_close = Đóng bảng lệnh
act-palette_up = Lệnh trên
act-palette_down = Lệnh dưới
act-filter_keep = Giữ bộ lọc
act-filter_mark = Đánh dấu tất cả mục khớp rồi bỏ lọc
act-filter_drop = Bỏ bộ lọc
act-text_left = Con trỏ sang trái
act-text_right = Con trỏ sang phải
act-text_home = Con trỏ về đầu
act-text_end = Con trỏ về cuối
act-text_backspace = Xóa bên trái
act-text_delete = Xóa bên phải
act-text_word = Xóa một từ
act-text_all = Xóa hết

# family: act_short
act_short-go_up = lên
act_short-go_down = xuống
act_short-go_left = trái
act_short-go_right = phải
act_short-go_page_up = trang trên
act_short-go_page_down = trang dưới
act_short-go_first = đầu
act_short-go_last = cuối
act_short-pane_next = khung sau
act_short-pane_prev = khung trước
act_short-pane_countdown = hạn
act_short-pane_activities = hoạt động
act_short-pane_goals = mục tiêu
act_short-pane_grid = báo cáo
act_short-open = mở
act_short-unit_open = mở
act_short-level_open = cấp dưới
act_short-queue_preview = xem trước
act_short-inbox_view = phần, lý do
act_short-inbox_read = đọc tiếp
act_short-inbox_read_back = đọc lại
act_short-inbox_file = chuyển
act_short-inbox_take_1 = đơn vị thứ nhất
act_short-inbox_take_2 = thứ hai
act_short-inbox_take_3 = thứ ba
act_short-inbox_take_4 = thứ tư
act_short-inbox_take_5 = thứ năm
act_short-inbox_take_6 = thứ sáu
act_short-inbox_take_7 = thứ bảy
act_short-inbox_take_8 = thứ tám
act_short-inbox_take_9 = thứ chín
act_short-inbox_dismiss = loại bỏ
act_short-inbox_put_back = đưa trở lại
act_short-inbox_reason = một lý do
act_short-document_copy = chép
act_short-back = về
act_short-report_accept = duyệt
act_short-report_recommend = đề nghị duyệt
act_short-report_retract = rút đề nghị
act_short-report_return = trả lại
act_short-report_receive = nhận
act_short-contact_log = gọi
act_short-remind_draft = soạn thư
act_short-remind_due = soạn thư
act_short-remind_send = gửi thư
act_short-remind_stop = ngừng gửi
act_short-remind_settle = xác nhận
act_short-remind_call = gọi
act_short-remind_contact = đầu mối
act_short-places_reminders = đôn đốc
act_short-report_acknowledge = đã nhận CV
act_short-report_exempt = miễn
act_short-report_withdraw = rút
act_short-report_note = ghi chú
act_short-report_figure = số liệu
act_short-contact_set = đầu mối
act_short-evidence_add = tệp
act_short-document_attach = lưu tệp
act_short-evidence_edit = chú thích
act_short-evidence_look = xem
act_short-evidence_save = lưu tệp
act_short-photo_next = ảnh sau
act_short-photo_first = đầu
act_short-photo_last = cuối
act_short-photo_redraw = vẽ lại
act_short-photo_prev = ảnh trước
act_short-photo_close = đóng
act_short-deadline_extend = gia hạn
act_short-activity_add = thêm HĐ
act_short-activity_done = xong
act_short-activity_edit = sửa
act_short-form_pick = chọn tệp
act_short-pick_take = lấy
act_short-pick_mark = đánh dấu
act_short-pick_complete = điền nốt
act_short-pick_above = lên
act_short-pick_close = trở lại
act_short-pick_up = lên
act_short-pick_down = xuống
act_short-pick_page_up = lên một trang
act_short-pick_page_down = xuống một trang
act_short-activity_cancel = hủy
act_short-mark = dấu
act_short-mark_all = dấu tất cả
act_short-mark_none = bỏ dấu
act_short-filter = lọc
act_short-filter_none = bỏ lọc
act_short-group = nhóm
act_short-list_save = ra tệp
act_short-map = bản đồ
act_short-place_desk = bảng
act_short-place_queue = việc
act_short-place_inbox = thư
act_short-place_activities = hoạt động
act_short-place_goals = mục tiêu
act_short-place_documents = tài liệu
act_short-place_export = xuất văn bản
act_short-place_history = lịch sử
act_short-export_behind = nguồn
act_short-export_write = ghi tệp
act_short-export_next = văn bản tiếp
act_short-export_stop = dừng
act_short-places = màn hình
act_short-places_desk = bảng
act_short-places_unit = đơn vị
act_short-places_queue = việc
act_short-places_inbox = thư
act_short-places_activities = hoạt động
act_short-places_goals = mục tiêu
act_short-places_documents = tài liệu
act_short-places_export = xuất văn bản
act_short-places_history = lịch sử
act_short-places_top = lên đầu
act_short-places_open = đến
act_short-places_close = đóng
act_short-places_up = lên
act_short-places_down = xuống
act_short-journal_verify = kiểm tra
act_short-demo_slower = chậm
act_short-demo_faster = nhanh
act_short-demo_stop = dừng
act_short-demo_step = tiếp
act_short-timeline = thời gian
act_short-time_day_back = lùi ngày
act_short-time_day = tiến ngày
act_short-time_week_back = lùi tuần
act_short-time_week = tiến tuần
act_short-time_first = lúc đầu
act_short-time_last = hiện tại
act_short-time_keys = khung
act_short-time_mode = kiểu xem
act_short-time_fact_back = trước
act_short-time_fact = sau
act_short-time_close = về hiện tại
act_short-changes_list = mọi thay đổi
act_short-store_accept = làm tiếp
act_short-changes_next = thay đổi sau
act_short-changes_prev = thay đổi trước
act_short-changes_dismiss = bỏ qua
act_short-undo = hoàn tác
act_short-redo = làm lại
act_short-palette = lệnh
act_short-help = trợ giúp
act_short-lang = ngôn ngữ
act_short-theme = giao diện
act_short-copy = chép
act_short-mouse = chuột
act_short-redraw = vẽ lại
act_short-suspend = tạm dừng
act_short-campaign_close = đóng đợt
act_short-quit_from = thoát
act_short-quit = thoát
act_short-welcome = lời chào
act_short-welcome_set_up = lập đợt
act_short-welcome_demo = xem thử
act_short-welcome_work = làm việc
act_short-welcome_close = xem qua
act_short-welcome_lang = English
act_short-welcome_help = trợ giúp
act_short-welcome_quit = thoát
act_short-help_top = lên đầu
act_short-help_rest = phím khác
act_short-help_close = đóng
act_short-confirm_yes = đồng ý
act_short-confirm_no = không
act_short-form_submit = ghi
act_short-form_help = các ô
act_short-form_cancel = bỏ
act_short-form_next = ô sau
act_short-form_prev = ô trước
act_short-form_choice = chọn
act_short-form_choice_back = chọn lùi
act_short-campaign_set_up = lập đợt
act_short-setup_onward = chỗ còn lại
act_short-setup_open = mở đợt
act_short-setup_close = để sau
act_short-setup_next = ô sau
act_short-setup_prev = ô trước
act_short-setup_choice = chọn
act_short-setup_choice_back = chọn lùi
act_short-setup_help = các ô
act_short-choices_take = chọn
act_short-choices_up = lên
act_short-choices_down = xuống
act_short-choices_page_up = lên trang
act_short-choices_page_down = xuống trang
act_short-choices_close = đóng
act_short-figures_next = tiếp
act_short-figures_record = ghi hết
act_short-palette_run = thực hiện
act_short-palette_close = đóng
act_short-palette_up = lên
act_short-palette_down = xuống
act_short-filter_keep = giữ
act_short-filter_mark = dấu cả
act_short-filter_drop = bỏ
act_short-text_left = trái
act_short-text_right = phải
act_short-text_home = đầu
act_short-text_end = cuối
act_short-text_backspace = xóa
act_short-text_delete = xóa phải
act_short-text_word = xóa từ
act_short-text_all = xóa hết


## refusals
#  Why something may not be: the rule, the date, the way out.

# family: refusal
refusal-campaign-closed = Đợt báo cáo { $campaign } đã được { $who } đóng lúc { $when }.
refusal-campaign-closed-way = Đợt đã đóng thì chỉ xem được; cần nhận báo cáo tiếp thì mở đợt mới bằng “ketnoi campaign new”.
refusal-campaign-already-open = Đợt báo cáo { $what } đã được { $who } mở lúc { $when }.
refusal-campaign-already-open-way = Không cần mở lại; muốn đổi nội dung thì dùng “ketnoi campaign amend”.
refusal-campaign-mismatch = Tệp này là của đợt { $what }, không phải của đợt { $campaign }.
refusal-campaign-mismatch-way = Chọn đúng đợt bằng --campaign { $what }, hoặc sửa “id” trong tệp.
refusal-roster-not-valid = Danh sách đơn vị { $what } không có hiệu lực vào ngày { $date }.
refusal-roster-not-valid-way = Chọn danh sách có hiệu lực vào ngày đó, hoặc sửa “day” trong tệp.
refusal-amend-drops-units = Nội dung sửa bỏ mất đơn vị { $unit }, trong khi đơn vị này đã có dữ liệu.
refusal-amend-drops-units-way = Giữ { $unit } trong danh sách; nếu đơn vị không phải báo cáo thì miễn báo cáo cho đơn vị đó.
refusal-amend-nothing = Tệp không khác gì nội dung hiện hành của đợt { $campaign }.
refusal-amend-nothing-way = Sửa tệp rồi chạy lại.
refusal-unknown-unit = Danh sách đơn vị không có “{ $what }”.
refusal-unknown-unit-way = Dùng mã, tên viết tắt hoặc tên đơn vị; xem danh sách bằng “ketnoi status”.
refusal-no-unit = Chưa nêu đơn vị nào.
refusal-no-unit-way = Nêu ít nhất một đơn vị bằng mã, tên viết tắt hoặc tên.
refusal-nothing-owed = { $unit } không còn nợ báo cáo nên không có gì để đôn đốc.
refusal-nothing-owed-way = Bỏ đơn vị này ra; “ketnoi remind --dry-run” liệt kê các đơn vị đến kỳ đôn đốc.
refusal-reminded-today = Hôm nay đã đôn đốc địa chỉ { $what } ({ $unit }).
refusal-reminded-today-way = Mỗi địa chỉ chỉ đôn đốc một lần trong ngày: xem lại văn bản đã soạn, hoặc để sang ngày mai.
refusal-restored = Kho này được khôi phục từ bản sao lưu lúc { $when }, không biết những thư đôn đốc đã gửi sau đó, nên có thể đôn đốc trùng một đơn vị.
refusal-restored-way = Hãy xem nhật ký máy chủ thư và ghi nhận những thư đã gửi (docs/operations.md, mục “After a restore”), rồi xác nhận: ketnoi remind --after-restore.
refusal-no-address = Chưa ghi địa chỉ thư điện tử nào của { $unit } để gửi.
refusal-no-address-way = Ghi địa chỉ bằng “ketnoi contact set { $unit } --mail ĐỊA_CHỈ”, hoặc gọi điện cho đơn vị.
refusal-no-version = { $unit } chưa có bản báo cáo nào để xem xét.
refusal-no-version-way = Ghi nhận báo cáo trước, sau đó mới duyệt, trả lại hoặc rút lại được.
refusal-needs-newer-version = Bản { $what } của { $unit } đã được { $who } trả lại lúc { $when }.
refusal-needs-newer-version-way = Chờ đơn vị gửi bản mới và ghi nhận bản đó; nếu trả lại nhầm thì người trả lại hoàn tác.
refusal-already-accepted = Bản { $what } của { $unit } đã được { $who } duyệt lúc { $when }.
refusal-already-accepted-way = Không cần làm gì thêm; muốn xét lại thì trả lại kèm lý do, hoặc chờ bản mới.
refusal-one-step = Đợt báo cáo này duyệt báo cáo một bước, không qua bước đề nghị duyệt.
refusal-one-step-way = Người có quyền duyệt thì duyệt ngay; muốn duyệt hai bước, quản trị viên đặt “review: two_step” trong tệp đợt báo cáo.
refusal-not-recommended = Chưa có ai đề nghị duyệt bản { $what } của { $unit } (nhận lúc { $when }).
refusal-not-recommended-way = Chuyên viên xem xét rồi đề nghị duyệt trước; nếu báo cáo chưa đạt thì trả lại kèm lý do.
refusal-four-eyes = { $who } đã đề nghị duyệt bản { $what } của { $unit } lúc { $when }; người đề nghị không tự duyệt.
refusal-four-eyes-way = Để người khác có quyền duyệt thực hiện; hoặc rút lại đề nghị để người khác đề nghị thay.
refusal-already-recommended = { $who } đã đề nghị duyệt bản { $what } của { $unit } lúc { $when }.
refusal-already-recommended-way = Chờ lãnh đạo duyệt; muốn ghi lại với ý kiến khác thì rút đề nghị này trước.
refusal-no-recommendation = Không có đề nghị duyệt nào để rút lại cho bản { $what } của { $unit } (nhận lúc { $when }).
refusal-no-recommendation-way = Không cần làm gì thêm.
refusal-already-exempt = { $unit } đã được { $who } miễn báo cáo lúc { $when } (lý do: “{ $what }”).
refusal-already-exempt-way = Không cần làm gì thêm; đơn vị vẫn gửi báo cáo thì cứ ghi nhận như thường.
refusal-exempt-owes-nothing = { $unit } đã được { $who } miễn báo cáo lúc { $when } (lý do: “{ $what }”), nên không có gì để duyệt hay trả lại.
refusal-exempt-owes-nothing-way = Ghi nhận bản báo cáo mà đơn vị gửi đến (việc miễn sẽ hết hiệu lực), hoặc hoàn tác việc miễn.
refusal-already-acknowledged = { $unit } đã xác nhận nhận được công văn lúc { $when }.
refusal-already-acknowledged-way = Không cần ghi lại; muốn ghi thêm thì dùng ghi chú.
refusal-reason-missing = Việc này phải nêu lý do.
refusal-reason-missing-way = Nhập lý do (trên dòng lệnh: --note).
refusal-text-too-long = Văn bản nhập quá dài: ghi chú tối đa { $note_max } ký tự, tên hoạt động và mỗi mục của đầu mối tối đa { $title_max } ký tự.
refusal-text-too-long-way = Rút gọn lại, hoặc đính kèm toàn văn thành tệp.
refusal-future-date = Thời điểm { $when } chưa đến.
refusal-future-date-way = Chờ việc xảy ra rồi hãy ghi; bỏ --at thì lấy thời điểm hiện tại.
refusal-document-ahead = Văn bản ghi ngày { $date }, muộn hơn ngày hôm sau thời điểm nhận ({ $when }).
refusal-document-ahead-way = Xem lại ngày ghi trên văn bản, hoặc để trống ngày.
refusal-late-entry-needs-note = Việc này xảy ra lúc { $when }, đã quá 24 giờ.
refusal-late-entry-needs-note-way = Nêu lý do nhập muộn trong ghi chú (--note); việc sẽ được đánh dấu “nhập sau”.
refusal-impossible-date = Thời điểm { $when } quá xa trong quá khứ, không thể đúng.
refusal-impossible-date-way = Kiểm tra lại ngày, tháng, năm ở --at.
refusal-due-in-past = Hạn bổ sung { $date } đứng trước ngày trả lại báo cáo.
refusal-due-in-past-way = Chọn ngày trả lại hoặc một ngày sau đó, hay để trống để lấy { $days } ngày làm việc kể từ ngày trả lại.
refusal-extend-not-later = Hạn hiện hành của { $unit } là hết ngày { $date }; hạn mới phải muộn hơn.
refusal-extend-not-later-way = Chọn một ngày sau { $date }.
refusal-nothing-to-replace = Chưa có lần gia hạn nào của { $unit } nên không có gì để thay.
refusal-nothing-to-replace-way = Bỏ --replace để gia hạn, hoặc nêu đúng đơn vị bằng --unit.
refusal-replace-too-early = Hạn ghi trong công văn là hết ngày { $date }; hạn thay thế không thể sớm hơn.
refusal-replace-too-early-way = Chọn ngày { $date } (coi như không gia hạn) hoặc một ngày sau đó.
refusal-unknown-activity = { $given ->
    [yes] Không có hoạt động “{ $what }”.
   *[no] Chưa nêu hoạt động nào.
 }
refusal-unknown-activity-way = Dùng mã hoạt động như CBG-3; xem danh sách bằng “ketnoi activity list”.
refusal-activity-over = Hoạt động { $what } đã xong hoặc đã hủy.
refusal-activity-over-way = Cần sửa thì dùng “ketnoi activity edit”.
refusal-activity-not-begun = { $given ->
    [yes] Hoạt động { $what } đến ngày { $date } mới bắt đầu.
   *[no] Hoạt động này đến ngày { $date } mới bắt đầu.
 }
refusal-activity-not-begun-way = Đánh dấu đã xong khi hoạt động đã diễn ra, hoặc sửa lại ngày bắt đầu.
refusal-nothing-changed = Không có gì khác với dữ liệu đang có.
refusal-nothing-changed-way = Sửa ít nhất một mục rồi lưu lại.
refusal-title-missing = Chưa nhập tên hoạt động hoặc tên đầu mối.
refusal-title-missing-way = Nhập tên rồi lưu lại.
refusal-dates-reversed = Ngày kết thúc đứng trước ngày bắt đầu ({ $date }).
refusal-dates-reversed-way = Sửa một trong hai ngày.
refusal-unknown-kind = Đợt này không có loại hoạt động “{ $what }”.
refusal-unknown-kind-way = Chọn một trong các loại: { $known }.
refusal-unknown-goal = Không có mục tiêu Kết nối 2030 nào mang số “{ $what }”.
refusal-unknown-goal-way = Ghi số của mục tiêu lớn hoặc mục tiêu cụ thể, ví dụ 2 hoặc 2.8.
refusal-unknown-sdg = Không có mục tiêu phát triển bền vững nào mang số “{ $what }”.
refusal-unknown-sdg-way = Ghi số của SDG hoặc mục tiêu cụ thể, ví dụ 9 hoặc 9.c.
refusal-unknown-indicator = Không có chỉ tiêu “{ $what }”.
refusal-unknown-indicator-way = Chọn một trong các chỉ tiêu: { $known }.
refusal-figure-out-of-bounds = Số liệu của { $unit } nằm ngoài khoảng có thể: { $what }.
refusal-figure-out-of-bounds-way = Kiểm tra lại con số và đơn vị tính.
refusal-no-figure = { $unit } chưa ghi số liệu nào cho chỉ tiêu “{ $what }” nên không có gì để rút lại.
refusal-no-figure-way = Xem số liệu đang có bằng “ketnoi report show”.
refusal-empty-file = Tệp “{ $what }” không có nội dung.
refusal-empty-file-way = Kiểm tra lại tệp rồi gửi lại.
refusal-no-file = Chưa nêu tệp nào.
refusal-no-file-way = Nêu ít nhất một tệp cần đính kèm.
refusal-unknown-file = { $unit } không có tệp { $what }.
refusal-unknown-file-way = Xem các tệp của đơn vị bằng “ketnoi evidence list”.
refusal-already-redacted = Nội dung tệp “{ $what }” của { $unit } đã được gỡ trước đó.
refusal-already-redacted-way = Không cần làm gì thêm; mã băm và lý do gỡ vẫn còn trong lịch sử.
refusal-unknown-fact = Nhật ký không có dữ kiện được nêu.
refusal-unknown-fact-way = Xem số của dữ kiện bằng “ketnoi log”.
refusal-nothing-written = Dữ kiện số { $what } không có lời nào do người dùng ghi.
refusal-nothing-written-way = Không có gì để xóa; số liệu và mốc thời gian được giữ nguyên.
refusal-fact-already-redacted = Lời ghi ở dữ kiện số { $what } đã được xóa trước đó.
refusal-fact-already-redacted-way = Không cần làm gì thêm; lý do xóa còn trong lịch sử.
refusal-unknown-document = Đợt này không có tài liệu “{ $what }”.
refusal-unknown-document-way = Chọn một trong các tài liệu: { $known }.
refusal-nothing-to-undo = Bạn không có thao tác nào để hoàn tác.
refusal-nothing-to-undo-way = Mỗi người chỉ hoàn tác được việc của chính mình; xem lịch sử để biết ai đã làm.
refusal-undo-rested-on = Không hoàn tác được: lúc { $when }, { $who } đã làm tiếp việc “{ $what }” ở { $unit }.
refusal-undo-rested-on-way = Hoàn tác việc làm sau trước, hoặc ghi một việc mới để điều chỉnh.
refusal-undo-never = Việc “{ $what }” của { $who } lúc { $when } là việc không hoàn tác được.
refusal-undo-never-way = Ghi một việc mới để điều chỉnh.
refusal-undo-too-far = Từ đó đến nay đã có hơn 512 lệnh khác; không còn rút lại được nội dung mà thư này đã đưa vào.
refusal-undo-too-far-way = Rút lại phiên bản báo cáo, hoặc ghi một việc mới để điều chỉnh.
refusal-letter-unknown = Không có thư “{ $what }”.
refusal-letter-unknown-way = Xem các thư hiện có trong hộp thư đến.
refusal-letter-decided = { $who } đã xử lý thư { $what } lúc { $when }.
refusal-letter-decided-way = Nếu đó là nhầm lẫn, hãy đưa thư trở lại chờ xử lý trước, kèm lý do.
refusal-letter-waits = Thư { $what } đang chờ xử lý: không có gì để rút lại.
refusal-letter-waits-way = Chuyển thư cho một đơn vị, hoặc loại bỏ thư.
refusal-letter-unsettled = Việc { $who } đã quyết định về thư { $what } lúc { $when } chưa được ghi vào đợt báo cáo.
refusal-letter-unsettled-way = Việc này được ghi ngay khi ghi được vào đợt báo cáo; sau đó thử lại.
refusal-letter-elsewhere = Thư đã được chuyển vào đợt báo cáo { $what }.
refusal-letter-elsewhere-way = Đưa thư trở lại ở đợt đó: “--campaign { $what }”.
refusal-campaign-not-opened = Đợt báo cáo { $what } chưa được mở: không chuyển thư vào đợt này.
refusal-campaign-not-opened-way = Đề nghị mở đợt bằng “ketnoi campaign open { $what }”; thư vẫn chờ đến lúc đó.
refusal-stale = { $who } đã thay đổi dữ liệu này ({ $unit }) lúc { $when }, sau khi bạn mở ra xem.
refusal-stale-way = Xem lại dữ liệu mới, rồi làm lại nếu vẫn cần.
refusal-read-only = { $what ->
    [now] Không ghi được: đồng hồ đang đứng yên ở thời điểm đã chọn (--now).
    [past] Không ghi được: đang xem dữ liệu của một thời điểm đã qua.
    [print] Không ghi được: lệnh --print chỉ in màn hình.
    [wall] Không ghi được: màn hình treo tường chỉ để xem.
   *[asked] Không ghi được: phiên này chỉ để xem (--read-only).
 }
refusal-read-only-way = { $what ->
    [now] Chạy lại không có --now.
    [past] Trở về hiện tại, hoặc chạy lại không có --as-of, --known-at.
    [print] Thêm --write nếu thực sự muốn ghi.
    [wall] Ghi ở một phiên khác.
   *[asked] Chạy lại không có --read-only.
 }

refusal-role-forbids = Vai trò của bạn ({ $what }) không được phép { $known }.
refusal-role-forbids-way = Nhờ người có vai trò phù hợp, hoặc đề nghị quản trị viên đổi vai trò trong access.yaml.
refusal-not-your-unit = { $whole ->
    [yes] Nội dung này là của mọi đơn vị, còn bạn chỉ xem và sửa được đơn vị mình phụ trách.
   *[no] { $unit } không thuộc phạm vi bạn phụ trách.
 }
refusal-not-your-unit-way = { $whole ->
    [yes] Xem đơn vị của mình trong phiếu trên màn hình (“ketnoi” không kèm lệnh) hoặc bằng “ketnoi report show ĐƠN_VỊ”.
   *[no] Chọn đơn vị của mình, hoặc đề nghị quản trị viên thêm đơn vị đó trong access.yaml.
 }
refusal-open-first = Đợt báo cáo { $campaign } chưa được mở, và vai trò của bạn không mở được.
refusal-open-first-way = Đề nghị quản trị viên chạy “ketnoi campaign open { $campaign }”.
refusal-as-forbidden = Tài khoản { $who } không được làm việc dưới tên “{ $what }”.
refusal-as-forbidden-way = Bỏ --as, hoặc đề nghị quản trị viên ghi “{ $what }” vào mục “as” của { $who } trong access.yaml.
refusal-access-broken = Hiện không rõ quyền của ai: { $what }
refusal-access-broken-way = Quản trị viên cần sửa access.yaml; trước đó không ghi gì.
refusal-clock-impossible = Đồng hồ của máy này chỉ ngày { $date }, không thể đúng.
refusal-clock-impossible-way = Chỉnh lại đồng hồ máy; trước đó không ghi gì.
refusal-clock-ahead = Đồng hồ của máy này chỉ ngày { $date }, sau lần ghi cuối cùng ({ $when }) hơn 400 ngày.
refusal-clock-ahead-way = Nếu đồng hồ sai, hãy chỉnh lại. Nếu đúng, quản trị viên xác nhận một lần, bằng --yes trên dòng lệnh hoặc ngay trên bảng điều hành.
refusal-clock-behind = Đồng hồ của máy này chỉ ngày { $date }, trước lần ghi cuối cùng ({ $when }) hơn 400 ngày.
refusal-clock-behind-way = Nếu đồng hồ sai, hãy chỉnh lại. Nếu lần ghi đó mới sai (do đồng hồ từng chạy trước), quản trị viên chạy “ketnoi campaign correct-clock --note LÝ_DO”.
refusal-clock-not-ahead = Lần ghi cuối cùng ({ $when }) không muộn hơn đồng hồ của máy này.
refusal-clock-not-ahead-way = Không có gì phải chỉnh; việc ghi vẫn theo đồng hồ máy.

## facts
#  One line for each kind of fact, for histories.

words-moment = { $time } ngày { $date }
words-document = số { $number } ngày { $date }
words-document_number = số { $number }
words-document_dated = văn bản ngày { $date }
words-all_units = cả đợt báo cáo
words-against_several = { $reported }/{ $total } đã báo cáo, { $on_time } đúng hạn
words-with_note = { $line } – “{ $note }”
words-entered_later = { $line } (nhập sau, lúc { $recorded })
words-removed = [đã xóa theo yêu cầu, { $who } { $at }: { $why }]
words-taken_back = { $line } (đã hoàn tác)
words-yes = có
words-no = không

# family: files
files-document = { $n } văn bản
files-photo = { $n } ảnh
files-video = { $n } video
files-other = { $n } tệp khác

# family: consent
consent-yes = có
consent-no = không
consent-not_asked = chưa hỏi

# family: how
how-phone = gọi điện
how-mail = gửi thư điện tử
how-visit = đến làm việc

# family: figure_unit
figure_unit-percent = %
figure_unit-per_100 = trên 100 dân
figure_unit-tonne_year = tấn/năm

# family: fact
fact-campaign_opened = { $shipped ->
    [yes] mở đợt báo cáo { $campaign } theo mẫu có sẵn
   *[no] mở đợt báo cáo { $campaign } từ tệp { $source }
 }
fact-campaign_amended = sửa nội dung đợt báo cáo: { $changed }
fact-campaign_closed = đóng đợt báo cáo
fact-clock_corrected = chỉnh lại giờ ghi của nhật ký; lần ghi trước đó mang giờ { $wrong }
fact-deadline_extended = { $scope ->
    [unit] gia hạn đến hết ngày { $date }
    [unit_right] hạn đúng là hết ngày { $date }, thay cho { $slip } ghi nhầm
    [all_right] hạn đúng cho cả đợt là hết ngày { $date }, thay cho { $slip } ghi nhầm
   *[all] gia hạn cho cả đợt đến hết ngày { $date }
 }
fact-document_attached = đính kèm tài liệu “{ $title }”: { $file } ({ $size })
fact-report_acknowledged = xác nhận đã nhận công văn
fact-report_received = nhận bản { $version }{ $numbered ->
    [yes] {" "}({ $document })
   *[no] {""}
 }{ $some ->
    [yes] : { $files }
   *[no] , không kèm tệp
 }
fact-report_returned = trả lại bản { $version }: “{ $reason }”, hạn bổ sung { $due }
fact-report_accepted = duyệt bản { $version }
fact-report_recommended = đề nghị duyệt bản { $version }
fact-recommendation_retracted = rút lại đề nghị duyệt bản { $version }
fact-report_exempted = miễn báo cáo
fact-report_withdrawn = rút lại bản { $version }
fact-report_noted = ghi chú
fact-figure_recorded = { $unusual ->
    [yes] số liệu “{ $label }”: { $value } (bất thường)
   *[no] số liệu “{ $label }”: { $value }
 }
fact-figure_withdrawn = rút lại số liệu “{ $label }”
fact-contact_set = đầu mối: { $contact }
fact-contact_logged = liên hệ: { $how }
fact-reminder_drafted = soạn thư gửi { $to } ({ $what })
fact-reminder_sent = đã gửi thư tới { $to } ({ $what })
fact-reminder_refused = máy chủ thư từ chối thư gửi { $to }, mã { $code } ({ $what })
fact-reminder_not_sent = chưa gửi được thư tới { $to } ({ $what })
fact-reminder_unknown = chưa rõ thư gửi { $to } đã tới hay chưa ({ $what })
fact-export_made = xuất { $what } ({ $format }, { $lang }) tại thời điểm { $at }, theo bản ghi số { $head }; SHA-256 { $sha256 }
# family: occasion
occasion-step_before = trước hạn { $n } ngày
occasion-step_on = ngày cuối của thời hạn
occasion-step_after = quá hạn { $n } ngày
occasion-correction_before = trước hạn bổ sung { $n } ngày
occasion-correction_on = đến hạn bổ sung
occasion-correction_after = quá hạn bổ sung { $n } ngày
occasion-asked = đôn đốc theo yêu cầu
occasion-returned = trả lại báo cáo
occasion-receipt = xác nhận đã nhận
occasion-call = công văn đề nghị báo cáo
fact-activity_added = thêm hoạt động { $id }: { $title } ({ $kind }, { $days })
fact-activity_edited = sửa hoạt động { $id }: { $title }
fact-activity_done = { $told ->
    [yes] hoạt động { $id } đã xong, { $reach } người tham gia
   *[no] hoạt động { $id } đã xong
 }
fact-activity_cancelled = hủy hoạt động { $id }
fact-evidence_added = { $of ->
    [activity] thêm minh chứng cho { $id }: { $files }
   *[unit] thêm minh chứng: { $files }
 }
fact-evidence_redacted = gỡ nội dung tệp “{ $file }”
fact-evidence_edited = { $captioned ->
    [yes] ghi về tệp “{ $file }”: “{ $caption }”; đồng ý công bố: { $consent }
   *[no] ghi về tệp “{ $file }”: không có chú thích; đồng ý công bố: { $consent }
 }
fact-fact_redacted = xóa lời ghi ở dữ kiện số { $seq } ({ $what })
fact-command_undone = { $again ->
    [yes] làm lại: { $what }
   *[no] hoàn tác: { $what }
 }
fact-letter_kept = { $some ->
    [yes] tiếp nhận thư { $letter } của “{ $from }”, “{ $subject }”: { $files }
   *[no] tiếp nhận thư { $letter } của “{ $from }”, “{ $subject }”, không kèm tệp
 }
fact-letter_copied = tiếp nhận thêm một bản của thư { $letter }
fact-letter_failed = không đọc được một thư: { $why }
fact-letter_filed = chuyển thư { $letter } vào { $campaign } cho { $units }: { $kind }
fact-letter_set_aside = để thư { $letter } chờ xử lý: { $doubt }
fact-letter_automatic = thư { $letter } là thư tự động
fact-letter_dismissed = loại bỏ thư { $letter }
fact-letter_put_back = đưa thư { $letter } trở lại chờ xử lý
fact-letter_sender_forgotten = quên gợi ý về một người gửi ({ $sender })
fact-letter_settled = { $how ->
    [refused] { $campaign } từ chối thư { $letter } ({ $rule })
    [nothing] { $campaign } đã theo thư { $letter }: không có gì phải ghi
   *[done] { $campaign } đã theo thư { $letter }: dữ kiện số { $facts }
 }

# family: fact_short
fact_short-campaign_opened = mở đợt
fact_short-campaign_amended = sửa nội dung đợt
fact_short-campaign_closed = đóng đợt
fact_short-clock_corrected = chỉnh giờ ghi
fact_short-deadline_extended = gia hạn đến { $date }
fact_short-document_attached = thêm tài liệu
fact_short-report_acknowledged = đã nhận công văn
fact_short-report_received = nhận bản { $version }
fact_short-report_returned = trả lại bản { $version }
fact_short-report_accepted = duyệt bản { $version }
fact_short-report_recommended = đề nghị duyệt bản { $version }
fact_short-recommendation_retracted = rút đề nghị duyệt
fact_short-report_exempted = miễn báo cáo
fact_short-report_withdrawn = rút lại bản { $version }
fact_short-report_noted = ghi chú
fact_short-figure_recorded = thêm số liệu
fact_short-figure_withdrawn = rút số liệu
fact_short-contact_set = đổi đầu mối
fact_short-contact_logged = đã liên hệ
fact_short-reminder_drafted = soạn thư đôn đốc
fact_short-reminder_sent = đã đôn đốc
fact_short-reminder_refused = thư bị từ chối
fact_short-reminder_not_sent = chưa gửi được thư
fact_short-reminder_unknown = thư chưa rõ
fact_short-export_made = xuất báo cáo
fact_short-activity_added = thêm { $id }
fact_short-activity_edited = sửa { $id }
fact_short-activity_done = xong { $id }
fact_short-activity_cancelled = hủy { $id }
fact_short-evidence_added = thêm { $n } tệp
fact_short-evidence_redacted = gỡ tệp
fact_short-evidence_edited = ghi chú thích tệp
fact_short-fact_redacted = xóa lời ghi
fact_short-command_undone = hoàn tác
fact_short-letter_kept = thư đến
fact_short-letter_copied = thêm bản của thư
fact_short-letter_failed = thư không đọc được
fact_short-letter_filed = đã chuyển thư
fact_short-letter_set_aside = thư chờ xử lý
fact_short-letter_automatic = thư tự động
fact_short-letter_dismissed = loại bỏ thư
fact_short-letter_put_back = thư chờ lại
fact_short-letter_sender_forgotten = quên người gửi
fact_short-letter_settled = đã ghi theo thư

# family: fact_name
fact_name-campaign_opened = mở đợt báo cáo
fact_name-campaign_amended = sửa nội dung đợt báo cáo
fact_name-campaign_closed = đóng đợt báo cáo
fact_name-clock_corrected = chỉnh lại giờ ghi
fact_name-deadline_extended = gia hạn
fact_name-document_attached = đính kèm tài liệu
fact_name-report_acknowledged = xác nhận nhận công văn
fact_name-report_received = ghi nhận báo cáo
fact_name-report_returned = trả lại báo cáo
fact_name-report_accepted = duyệt báo cáo
fact_name-report_recommended = đề nghị duyệt báo cáo
fact_name-recommendation_retracted = rút lại đề nghị duyệt
fact_name-report_exempted = miễn báo cáo
fact_name-report_withdrawn = rút lại báo cáo
fact_name-report_noted = ghi chú
fact_name-figure_recorded = ghi số liệu
fact_name-figure_withdrawn = rút lại số liệu
fact_name-contact_set = ghi đầu mối
fact_name-contact_logged = ghi cuộc liên hệ
fact_name-reminder_drafted = soạn thư gửi đơn vị
fact_name-reminder_sent = gửi thư cho đơn vị
fact_name-reminder_refused = thư gửi đơn vị bị từ chối
fact_name-reminder_not_sent = chưa gửi được thư
fact_name-reminder_unknown = chưa rõ thư đã tới
fact_name-export_made = xuất báo cáo
fact_name-activity_added = thêm hoạt động
fact_name-activity_edited = sửa hoạt động
fact_name-activity_done = hoạt động đã xong
fact_name-activity_cancelled = hủy hoạt động
fact_name-evidence_added = thêm minh chứng
fact_name-evidence_redacted = gỡ nội dung tệp
fact_name-evidence_edited = ghi chú thích, đồng ý công bố của tệp
fact_name-fact_redacted = xóa lời ghi của dữ kiện
fact_name-command_undone = hoàn tác
fact_name-letter_kept = tiếp nhận thư
fact_name-letter_copied = thêm một bản của thư
fact_name-letter_failed = thư không đọc được
fact_name-letter_filed = chuyển thư cho đơn vị
fact_name-letter_set_aside = để thư chờ xử lý
fact_name-letter_automatic = nhận ra thư tự động
fact_name-letter_dismissed = loại bỏ thư
fact_name-letter_put_back = đưa thư trở lại chờ xử lý
fact_name-letter_sender_forgotten = quên người gửi
fact_name-letter_settled = đợt báo cáo đã theo thư

# family: letter_kind
letter_kind-report = báo cáo
letter_kind-addition = phần bổ sung báo cáo
letter_kind-acknowledgement = xác nhận đã nhận công văn
letter_kind-request = đề nghị gia hạn
letter_kind-question = câu hỏi
letter_kind-automatic = thư tự động
letter_kind-other = thư khác

# family: doubt
doubt-unit = chưa chắc là của đơn vị nào
doubt-campaign = chưa chắc thuộc đợt báo cáo nào, hoặc đợt đó không tiếp nhận
doubt-kind = chưa chắc là loại thư gì
doubt-document = chưa chắc có phải phiên bản mới hay không
doubt-contradiction = nội dung mâu thuẫn với nhau hoặc với người gửi
doubt-form = được lưu, nhưng chưa xem bên trong
doubt-answer = thư hỏi hoặc xin gia hạn, cần người trả lời

# family: letter_reason
letter_reason-form = biểu mẫu Excel kèm theo lập cho đơn vị này
letter_reason-letterhead = phần đầu văn bản ghi tên đơn vị
letter_reason-letterhead-department = cùng phần đầu ấy ghi tên sở
letter_reason-self-named = sở tự xưng trong nội dung
letter_reason-signature = phần ký tên ghi tên đơn vị
letter_reason-subject-named = tiêu đề ghi tên sở
letter_reason-subject-name = tiêu đề ghi tên đơn vị
letter_reason-date-line = địa danh ở dòng ngày tháng
letter_reason-answers-ours = thư trả lời thư của Bộ gửi đơn vị này
letter_reason-sender-proven = tên miền người gửi là của đơn vị, máy chủ của Bộ đã kiểm tra
letter_reason-sender-domain = người gửi xưng tên miền của đơn vị, chưa được kiểm tra
letter_reason-sender-name = tên người gửi nêu đơn vị
letter_reason-forwarded-domain = thư được chuyển tiếp xưng tên miền của đơn vị
letter_reason-forwarded-name = tên người gửi thư được chuyển tiếp nêu đơn vị
letter_reason-file-name = tên tệp nêu đơn vị
letter_reason-hint = thư trước của người gửi này đã được xếp vào đó
letter_reason-other-body = cơ quan khác của tỉnh gửi
letter_reason-sender-failed = người gửi là giả: kiểm tra tên miền không đạt
letter_reason-campaign-form = biểu mẫu lập cho đợt này
letter_reason-campaign-number = nhắc số công văn của Bộ
letter_reason-campaign-day = nhắc tên Ngày
letter_reason-campaign-theme = nhắc chủ đề
letter_reason-campaign-year = nhắc năm
letter_reason-campaign-time = đến trong thời gian của đợt
letter_reason-campaign-answer = trả lời thư của đợt này
letter_reason-campaign-document = nhắc văn bản đã ghi nhận trong đợt
letter_reason-other-year = nói về Ngày của năm khác
letter_reason-kind-form = kèm biểu mẫu đã điền
letter_reason-kind-title = văn bản có tên là báo cáo
letter_reason-kind-symbol = số, ký hiệu văn bản là của báo cáo
letter_reason-kind-photos = có ảnh hoặc video mà không có văn bản
letter_reason-nothing-attached = nói là báo cáo nhưng không kèm gì đọc được
letter_reason-says-report = lời lẽ của báo cáo
letter_reason-says-addition = lời lẽ gửi bổ sung
letter_reason-says-acknowledgement = lời lẽ xác nhận đã nhận
letter_reason-says-request = xin gia hạn
letter_reason-says-question = lời lẽ hỏi, xin hướng dẫn
letter_reason-automatic-header = dòng đầu thư do phần mềm ghi
letter_reason-automatic-part = có báo cáo của máy chủ thư
letter_reason-automatic-sender = địa chỉ của phần mềm
letter_reason-automatic-subject = tiêu đề do phần mềm ghi
letter_reason-former-name = tên cũ của đơn vị nay thuộc đơn vị này
letter_reason-later-name = tên sau này của đơn vị mà đơn vị này đã nhập vào
letter_reason-former-department = sở nay mang tên khác
letter_reason-no-department = không nơi nào ghi tên sở được yêu cầu báo cáo
letter_reason-form-elsewhere = biểu mẫu lập cho đợt hoặc đơn vị khác
letter_reason-forwarded = người của Bộ chuyển tiếp
letter_reason-from-ours = người của Bộ viết
letter_reason-undelivered = thư của Bộ không đến nơi; cần sửa địa chỉ liên hệ này
letter_reason-campaign-not-open = đợt ấy chưa ai mở
letter_reason-campaign-closed = đợt ấy đã đóng
letter_reason-same-document = chính văn bản này đã được ghi nhận
letter_reason-other-number = số khác văn bản đã ghi nhận: phiên bản mới
letter_reason-second-document = đã có báo cáo, văn bản này không có số để phân biệt

# family: unreadable
unreadable-not-a-letter = đây không phải là thư
unreadable-too-large = thư quá lớn
unreadable-too-deep = thư lồng nhau quá sâu
unreadable-too-many-parts = thư có quá nhiều phần
unreadable-head-too-large = phần đầu thư quá lớn
unreadable-too-slow = đọc thư mất quá nhiều thời gian
unreadable-crashed = việc đọc thư bị ngắt giữa chừng

# family: told
told-there = { $of ->
    [document] “{ $file }” đã có sẵn: { $who } đã gửi lúc { $when } với tên “{ $first }”; chỉ giữ một bản.
    [activity] “{ $file }” đã có ở hoạt động { $id } của { $unit }: { $who } đã gửi lúc { $when } với tên “{ $first }”; chỉ tính một lần.
    [version] “{ $file }” đã có trong bản { $id } của { $unit }: { $who } đã gửi lúc { $when } với tên “{ $first }”; chỉ tính một lần.
   *[unit] “{ $file }” đã có ở { $unit }: { $who } đã gửi lúc { $when } với tên “{ $first }”; chỉ tính một lần.
 }
told-photo_none = “{ $file }” không được tính là ảnh: tệp vẫn được lưu, nhưng không mở được như một ảnh.
told-photo_large = “{ $file }” được tính là ảnh nhưng sẽ không hiện trên màn hình treo tường: tệp lớn hơn { $limit } MiB.
told-photo_limits = “{ $file }” được tính là ảnh nhưng sẽ không hiện trên màn hình treo tường: ảnh quá 64 triệu điểm, hoặc cần nhiều bộ nhớ hay thời gian xử lý hơn mức cho phép.
told-photo_slow = “{ $file }” được tính là ảnh nhưng sẽ không hiện trên màn hình treo tường: mở ảnh mất quá nhiều thời gian.
told-close_waiting = { $n } đơn vị vẫn chưa có báo cáo: { $names }.
told-close_unreviewed = { $n } báo cáo chưa được duyệt.
told-and_more = và { $n } đơn vị khác

# family: idle
idle-deadline = Chưa có hiệu lực: hạn mới, vì cả đợt đang được gia hạn đến hết ngày { $date }. Cần đổi thì dùng “ketnoi campaign extend --replace”.
idle-unit_deadlines = Chưa có hiệu lực với { $n } đơn vị được gia hạn riêng lâu hơn: { $names }.
idle-own_deadline = Chưa có hiệu lực: hạn chung đến hết ngày { $date }, muộn hơn hạn riêng này.
idle-figures = Không còn được yêu cầu, nhưng số liệu đã ghi vẫn được giữ: { $ids }.
idle-activity_kinds = Đợt này không còn các loại hoạt động sau, nhưng hoạt động đã ghi vẫn giữ nguyên loại: { $ids }.
idle-documents = Đợt này không còn các tài liệu sau, nhưng bản đã lưu vẫn được giữ: { $ids }.

unit_line-state_version = { $state } (bản { $version })
unit_line-received = nhận { $time }
unit_line-received_first_latest = nhận { $time }, bản mới nhất { $latest }
unit_line-on_time_by_extension = đúng hạn nhờ gia hạn sau
unit_line-until = { $word } (hạn { $date })
unit_line-not_reviewed = chưa xem xét
unit_line-to_recommend = chưa xem xét, chưa đề nghị duyệt
unit_line-recommended = đã đề nghị duyệt, chờ lãnh đạo duyệt
unit_line-newer_after_acceptance = bản mới sau khi đã duyệt, chưa xem xét
unit_line-correction_due = hạn bổ sung { $date }
unit_line-correction_overdue = quá hạn bổ sung (hạn { $date })
unit_line-reason = lý do: “{ $reason }”
unit_line-acknowledged = đã nhận công văn { $time }
last_time-in_year = Năm { $year }: { $told }
last_time-of_unit = – { $name }: { $told }
unit_line-activities = { $n } hoạt động
unit_line-below = cấp dưới đã báo cáo { $share }
unit_line-no_files = chưa có minh chứng
unit_line-complete = đủ
unit_line-missing = còn thiếu: { $parts }
unit_line-last_contact = liên hệ gần nhất { $time } ({ $how })
unit_line-no_contact = chưa liên hệ

words-version = bản { $n }
words-version_withdrawn = bản { $n } (đã rút lại)
words-redacted = đã gỡ
words-shipped = có sẵn, chưa ghi nhận gì
words-clock_doubt = Giờ máy: { $date }, lần ghi cuối: { $when } – kiểm tra đồng hồ
words-clock_impossible = Giờ máy: { $date } – cần chỉnh lại
words-with_macros = { $kind } có macro
words-activity_overdue = Quá ngày, chưa xác nhận

via-cli = dòng lệnh
via-tui = màn hình
via-mail = thư

# family: why
why-unreviewed = đã nhận, chưa xem xét
why-to_recommend = chờ chuyên viên xem xét
why-recommended = chờ lãnh đạo duyệt
why-correction_overdue = quá hạn bổ sung
why-overdue = quá hạn báo cáo
why-set_aside = thư chờ xử lý

# family: why_short
why_short-unreviewed = chờ duyệt
why_short-to_recommend = chờ xem xét
why_short-recommended = chờ duyệt
why_short-correction_overdue = nợ bổ sung
why_short-overdue = quá hạn

report_lines-part_present = có: { $part }
report_lines-part_missing = thiếu: { $part }
report_lines-part_optional = không có (không bắt buộc): { $part }

heading-activities = Hoạt động
heading-actor = Người thực hiện
heading-at = Thời điểm
heading-belongs_to = Thuộc
heading-code = Mã
heading-contact = Đầu mối
heading-day = Ngày
heading-days = Thời gian
heading-first_day = Ngày đầu
heading-end_day = Ngày cuối
heading-office = Chức vụ
heading-phone = Điện thoại
heading-documents = Văn bản
heading-fact = Nội dung
heading-file = Tệp
heading-caption = Chú thích
heading-consent = Đồng ý công bố
heading-notable = Nổi bật
heading-goals = Kết nối 2030
heading-figure = Số liệu
heading-value = Giá trị
heading-measure = Đơn vị tính
heading-unusual = Bất thường
heading-region = Vùng
heading-id = Mã
heading-kind = Loại
heading-last_contact = Liên hệ gần nhất
heading-last_day = Hạn cuối
heading-missing = Còn thiếu
heading-against = Đợt trước
heading-mode = Hình thức
heading-name = Tên
heading-note = Ghi chú
heading-opened = Mở
heading-phase = Giai đoạn
heading-photos = Ảnh
heading-reach = Số người tham gia
heading-received_at = Nhận lúc
heading-sdg = SDG
heading-seq = Số
heading-sha256 = SHA-256
heading-since = Từ lúc
heading-size = Dung lượng
heading-state = Trạng thái
heading-status = Tình trạng
heading-timeliness = Thời hạn
heading-title = Tên hoạt động
heading-unit = Đơn vị
heading-units = Số đơn vị
heading-via = Qua
heading-videos = Video
heading-waiting = Đã chờ
heading-why = Lý do
heading-recommended_by = Người đề nghị
heading-recommended_note = Ý kiến đề nghị
heading-account = Tài khoản
heading-activity = Hoạt động
heading-against_on_time = Đợt trước: đúng hạn
heading-against_reported = Đợt trước: đã báo cáo
heading-against_units = Đợt trước: số đơn vị
heading-bounced = Thư bị trả lại
heading-by = Người liên hệ
heading-bytes = Số byte
heading-dated = Ngày văn bản
heading-how = Cách liên hệ
heading-last_reminded = Đôn đốc gần nhất
heading-level = Cấp
heading-number = Số, ký hiệu
heading-opened_by = Người mở
heading-redacted = Lý do gỡ bỏ
heading-version_withdrawn = Bản đã rút lại
heading-reminded_times = Số lần đôn đốc
heading-tried = Thử lần cuối
heading-version = Bản

## cli
#  Sentences of the command line.

cli-usage = Cách dùng:
cli-commands = Lệnh
cli-arguments = Đối số
cli-options = Tùy chọn
cli-global_options = Tùy chọn chung
cli-dashboard_options = Tùy chọn của bảng điều hành
cli-examples = Ví dụ:
cli-options_word = TÙY CHỌN
cli-command_word = LỆNH
cli-did_you_mean = { $what }; có phải ý bạn là { $words }?
cli-see_help = { $what } (xem thêm: --help)
cli-unknown_command = Không có lệnh “{ $word }”
cli-unknown_option = Không có tùy chọn hoặc đối số “{ $word }” ở đây
cli-value_missing = Thiếu giá trị cho { $name }
cli-bad_value = Giá trị “{ $value }” không dùng được cho { $name }; được dùng: { $words }
cli-bad_form = Giá trị “{ $value }” không dùng được cho { $name }
cli-too_many_values = { $name } nhận ít giá trị hơn thế
cli-twice = { $name } chỉ được nêu một lần
cli-conflict = Không dùng { $name } cùng với { $other } được
cli-missing = Còn thiếu: { $names }
cli-missing_behind = Còn thiếu: { $names }. Hãy viết phần này trước { $name }: mọi từ đứng sau { $name } đều được hiểu là giá trị của tùy chọn ấy
cli-missing_command = Hãy nêu một lệnh: { $words }
cli-not_utf8 = Một đối số không phải là văn bản UTF-8
cli-bad_usage = Dòng lệnh viết chưa đúng
cli-bad_date = { $name }: “{ $value }” không phải là ngày; hãy viết như 04/06, 04/06/2020, 2020-06-04 hoặc +5 (số ngày nữa), năm từ 2000 đến 2099.
cli-bad_document = { $name }: “{ $value }” không phải là số, ký hiệu văn bản; hãy viết như 77/BC-STTTT.
cli-bad_whole_date = { $name }: “{ $value }” không phải là ngày có đủ năm; hãy viết như 04/06/2020 hoặc 2020-06-04, năm từ 2000 đến 2099.
cli-bad_when = { $name }: “{ $value }” không phải là thời điểm; hãy viết như “28/05 14:03”, “28/05/2020 14:03”, 2020-05-28 hoặc 2020-05-28T14:03:00+07:00.
cli-bad_clock = { $name }: “{ $value }” không phải là ngày có đủ năm, cũng không phải là thời điểm theo RFC 3339; hãy viết như 28/05/2020 hoặc 2020-05-28T14:03:19+07:00.
cli-bad_number = { $name }: “{ $value }” không phải là số nguyên không âm; hãy viết như 250 hoặc 1.000.
cli-bad_phone = { $name }: “{ $value }” không phải là số điện thoại; hãy viết như 0206 3852 000, hoặc để trống ({ $name }=) để xóa số đang ghi.
cli-bad_mail = { $name }: “{ $value }” không phải là địa chỉ thư điện tử; hãy viết như vanthu@tinh.gov.vn, hoặc để trống ({ $name }=) để xóa địa chỉ đang ghi.
cli-two_numbers = { $name }: “{ $value }” có thể đọc thành hai số khác nhau; hãy viết { $whole } hoặc { $decimal }.
cli-bad_figure = { $name }: “{ $value }” không đọc được; hãy viết như households_internet=85,5 hoặc digital_plan=có.
cli-bad_campaign_id = “{ $id }” không thể là mã đợt báo cáo; dùng chữ thường, chữ số và dấu gạch nối, như wtisd-2026.
cli-unit_ambiguous = “{ $word }” có thể là nhiều đơn vị: { $names }; hãy dùng mã hoặc tên viết tắt.
cli-unit_unknown = Không có đơn vị nào ứng với “{ $word }”
cli-unknown_region = Không có vùng nào ứng với “{ $word }”; có: { $words }.
cli-unknown_campaign = Không có đợt báo cáo “{ $id }” kèm theo chương trình (có: { $known })
cli-unknown_to_open = Không có đợt báo cáo “{ $id }” kèm theo chương trình (có: { $known }) và không có bản nháp nào tên đó; hãy nêu tệp của đợt, hoặc lập tệp: ketnoi campaign new { $id } --day NGÀY
cli-unknown_roster = Không có danh sách đơn vị “{ $id }” (có: { $known })
cli-no_such_file = Đơn vị { $unit } không có tệp nào ứng với “{ $word }”
cli-no_document_copy = Chưa có bản lưu của tài liệu “{ $id }”
cli-file_ambiguous = “{ $word }” có thể là nhiều tệp: { $names }; hãy dùng mã băm.
cli-file_failed = { $file }: { $what }.
cli-file_symlink = { $file } là liên kết, không phải tệp; hãy nêu chính tệp đó.
cli-file_folder = { $file } là thư mục, không phải tệp.
cli-file_not_regular = { $file } không phải là tệp thường (ống dẫn, thiết bị hoặc ổ cắm) nên không được đọc.
cli-file_too_large = { $file } lớn hơn giới hạn { $limit }; hãy nén bớt hoặc đổi evidence_limit trong cấu hình.
cli-file_changed = { $file } thay đổi trong lúc được đọc nên chưa được ghi nhận; hãy thử lại khi tệp đã ổn định.
cli-file_empty = { $file } không có nội dung; không lưu gì.
cli-file_exists = { $file } đã có và được giữ nguyên; dùng --force để ghi đè.
cli-file_exists_new = { $file } đã có và được giữ nguyên; chọn tên khác bằng -o.
cli-out_store = { $file } thuộc về một kho dữ liệu của ketnoi nên không bao giờ bị ghi đè; hãy chọn tên khác.
cli-out_settings = { $file } thuộc về cấu hình hoặc tệp phân quyền của ketnoi nên không được ghi; hãy chọn tên khác.
cli-out_link = { $file } là liên kết nên không được ghi; hãy nêu chính tệp cần ghi hoặc chọn tên khác.
cli-out_special = { $file } không phải là tệp thường (ống dẫn, thiết bị hoặc ổ cắm) nên không được ghi.
cli-out_folder = { $file } là thư mục, không phải tệp; hãy thêm tên tệp.
cli-out_several = Muốn ghi nhiều tệp thì -o phải là một thư mục đã có.
cli-out_terminal = Nội dung tệp không được ghi thẳng ra màn hình; hãy chuyển tiếp (-o - | chương trình) hoặc nêu tên tệp bằng -o.
cli-out_json = Không dùng được --json cùng với -o -, vì đầu ra chuẩn đã dành cho nội dung tệp.
cli-ask = { $question } [c/K]
cli-far_day = Ngày { $date } cách cả hôm nay và đợt báo cáo ({ $day }) hơn một năm. Có đúng là ngày này không?
cli-needs_yes = { $question } Chưa ghi gì; nếu đúng ý, hãy thêm --yes.
cli-ask_unusual = { $unit } có số liệu khác thường: { $values }. Ghi?
cli-figure_unusual = { $id } { $value } (thường từ { $least } đến { $most })
cli-not_confirmed = { $question } Không được đồng ý nên chưa ghi gì.
cli-ask_close = Đóng đợt báo cáo { $id }?
cli-stdout = Không ghi ra được đầu ra chuẩn: { $what }.
cli-recorded_untold = Đã ghi nhận (số biên nhận { $cmd }), chỉ không in được biên nhận: { $what } Xin đừng làm lại.
cli-bytes_gone = Nội dung của { $file } không còn trong kho.
cli-bytes_stay = Nội dung tệp được giữ lại vì nơi khác còn dùng; chỉ gỡ khỏi đơn vị này.
cli-saved = Đã ghi { $file } ({ $name }, { $size }).
cli-listed = Đã ghi { $file } ({ $n } dòng).
cli-list_json = --json và --format khác loại là hai yêu cầu trái nhau; hãy bỏ một.
cli-list_words = JSON dành cho chương trình nên giữ tên cố định; --words dùng cho CSV.
cli-list_terminal = Bảng tính không in ra màn hình được; hãy ghi tên tệp sau -o.
cli-list_sheet = Không lập được bảng tính: { $what }
cli-log_json_columns = Nhật ký dạng JSON là mỗi dữ kiện một dòng, nguyên vẹn; --columns dùng cho bảng.
cli-unknown_column = Không có cột “{ $name }”; có: { $words }
opt_help-list_output = Ghi vào tệp này; đuôi tệp (csv, xlsx, md, json) cho biết dạng nếu không có --format
opt_help-export_format = Dạng tệp, nếu đuôi tệp không cho biết
opt_help-export_output = Ghi vào tệp này; đuôi tệp cho biết dạng nếu không có --format
opt_help-photos = Nhiều nhất bấy nhiêu ảnh (mặc định 60, mỗi đơn vị nhiều nhất 3)
opt_help-grant_writer = Vai trò được đọc và ghi (mặc định ketnoi_writer)
opt_help-grant_reader = Vai trò chỉ được đọc (mặc định ketnoi_reader)
opt_help-electronic = Văn bản điện tử (mặc định): để trống dòng “Kèm theo” của phụ lục
opt_help-columns = Chỉ những cột này, theo thứ tự này, cách nhau bằng dấu phẩy
opt_help-against = So với đợt này: từng đơn vị, hoặc các đơn vị hợp thành, khi ấy thế nào
opt_help-changes = Thay đổi so với bản trước: của bản N, hoặc của bản mới nhất
opt_help-words = Cả CSV cũng dùng tiêu đề và giá trị bằng lời, không dùng tên cho chương trình
cli-verify_letter = thư { $id }
cli-verify_missing = MẤT  { $hash }  { $unit }  { $file }
cli-verify_changed = BỊ ĐỔI  { $hash }  { $unit }  { $file }
cli-verify_unreadable = KHÔNG ĐỌC ĐƯỢC  { $hash }  { $unit }  { $file }
cli-verify_orphan = không ai dùng  { $hash }
cli-verify_swept = Đã dọn { $n } tệp dở dang do chương trình bị dừng giữa chừng để lại.
cli-no_relay = Kho này là tệp: các phiên tự biết khi có thay đổi, không cần relay.
cli-no_grants = Kho này là tệp: quyền của tệp quyết định ai được đọc, ai được ghi (xem ketnoi doctor).
cli-no_store = Chưa có kho dữ liệu ở { $path }; nội dung đang hiện là đợt báo cáo có sẵn của chương trình. Kho được tạo khi ghi lần đầu; nếu lẽ ra đã có, hãy kiểm tra lại đường dẫn.
cli-status_shipped = { $id }: { $what }
cli-verify_sum = Đã kiểm tra { $n } tệp, { $good } tệp nguyên vẹn.
cli-opened = Đã mở đợt báo cáo { $id }.
cli-entered_later = { $what } (nhập sau)
cli-people = { $n } người
cli-outside_window = Lưu ý: { $id } nằm ngoài thời gian hoạt động { $window }; vẫn được ghi.
cli-unusual = Lưu ý: { $id } nằm ngoài khoảng thường gặp; số liệu vẫn được ghi.
cli-new_campaign = { $n ->
    [0] Đã lập { $file }. Hãy đối chiếu với công văn, rồi: ketnoi campaign open { $file }
   *[other] Đã lập { $file }. Hãy đối chiếu với công văn và viết những chỗ ghi TODO ({ $n }: { $keys }), rồi: ketnoi campaign open { $file }
 }
cli-new_left_out = Chưa có trong tệp, có thể bổ sung sau: { $keys }. Trên màn hình có thể viết tiếp bằng phím N.
cli-queue_empty = Không có việc nào đang chờ.
cli-left_out = (Không đủ chỗ cho: { $names }; ghi ra tệp thì đủ mọi cột.)
cli-status_exempt = {" "}· miễn { $n }
cli-status_recommended = {" "}· chờ lãnh đạo duyệt { $n }
cli-status_sum = { $id } · { $phase } · { $time } · đã báo cáo { $reported }/{ $total } · đã duyệt { $accepted } · quá hạn { $overdue }{ $exempt }
cli-log_whole = Nhật ký của { $id } nguyên vẹn: { $n } dữ kiện, mã băm cuối { $hash }.
cli-log_no_facts = Nhật ký của { $id } chưa có dữ kiện nào.
cli-log_hole = Dữ kiện { $seq }: lời ghi đã xóa theo dữ kiện { $by } ({ $who }, { $at }: { $why }); mã băm vẫn khớp.
cli-log_hole_old = Dữ kiện { $seq }: lời ghi đã xóa theo dữ kiện { $by } ({ $who }, { $at }: { $why }); dòng kiểu cũ, giữ nguyên mã băm đã lưu.
cli-redact_backups = Các bản sao lưu làm trước lúc này vẫn còn nội dung đã xóa; hãy hủy hoặc làm lại chúng.
cli-redact_cleared = Đã dọn phần trống của tệp kho: lời ghi xóa trước đây không còn ở đó nữa.
cli-redact_remains = Đã xóa khỏi nhật ký, nhưng phần trống của tệp kho có thể còn nội dung ấy vì kho đang bận hoặc ổ đĩa đầy; hãy chạy lại lệnh này.
cli-no_such_fact = Không có dữ kiện số { $seq }; dữ kiện cuối là số { $last }.
cli-no_fact_number = “{ $word }” không phải là số của một dữ kiện.
cli-no_person = { $unit } không có đầu mối nào để xóa.
cli-log_head = { $id } { $n } { $hash }
cli-man_keys = PHÍM TRÊN BẢNG ĐIỀU HÀNH
cli-man_name = TÊN
cli-man_synopsis = CÚ PHÁP
cli-man_description = MÔ TẢ
cli-man_examples = VÍ DỤ
cli-man_version = PHIÊN BẢN
cli-man_written = Đã ghi { $n } trang hướng dẫn vào { $dir }.
cli-not_yet = chưa
cli-head_id = Mã
cli-head_name = Tên
cli-head_title = Tên tài liệu
cli-head_url = Địa chỉ
cli-head_copy = Bản lưu
cli-head_theme = Chủ đề
cli-head_sender = Cơ quan gửi
cli-head_letter = Công văn
cli-head_signer = Người ký
cli-letter = { $sign } ngày { $date }
cli-head_day = Ngày
cli-head_window = Thời gian hoạt động
cli-head_phase = Giai đoạn
cli-head_opened = Đã mở
cli-head_closed = Đã đóng
cli-head_roster = Danh sách đơn vị
cli-head_setting = Thiết lập
cli-head_value = Giá trị
cli-head_origin = Nguồn
cli-exit_done = xong
cli-exit_failed = không làm được: tệp, kho dữ liệu, hệ thống
cli-exit_usage = dòng lệnh viết chưa đúng
cli-exit_refused = bị một quy tắc từ chối; kèm lý do và cách giải quyết
cli-exit_nothing = không tìm thấy gì phù hợp

# family: did
did-report_acknowledge = Đã ghi nhận xác nhận công văn: { $what }
did-report_receive = Đã ghi nhận báo cáo: { $what }
did-report_return = Đã trả lại báo cáo: { $what }
did-report_accept = Đã duyệt báo cáo: { $what }
did-report_recommend = Đã đề nghị duyệt: { $what }
did-report_retract = Đã rút lại đề nghị duyệt: { $what }
did-report_exempt = Đã miễn báo cáo: { $what }
did-report_withdraw = Đã rút lại bản báo cáo: { $what }
did-report_note = Đã ghi chú: { $what }
did-inbox_assign = Đã chuyển thư { $letter } cho { $what }
did-inbox_dismiss = Đã loại bỏ thư { $letter }: { $what }
did-inbox_put_back = Thư { $letter } lại chờ xử lý: { $what }
did-report_figure = Đã ghi số liệu: { $what }
did-report_no_figure = Đã rút lại số liệu: { $what }
did-contact_log = Đã ghi lần liên hệ: { $what }
did-remind = Đã ghi nhận văn bản gửi đơn vị: { $what }
did-export = Đã ghi nhận bản xuất: { $what }
did-contact_set = Đã ghi đầu mối: { $what }
did-contact_redact = Đã xóa đầu mối: { $what }
did-log_redact = Đã xóa lời ghi ở dữ kiện số { $what }
did-activity_add = Đã thêm hoạt động { $what }
did-activity_edit = Đã sửa hoạt động { $what }
did-activity_done = Đã ghi hoạt động đã xong: { $what }
did-activity_cancel = Đã hủy hoạt động: { $what }
did-evidence_add = Đã thêm minh chứng: { $what }
did-evidence_redact = Đã gỡ nội dung tệp: { $what }
did-evidence_edit = Đã ghi về tệp: { $what }
did-document_attach = Đã lưu tài liệu: { $what }
did-campaign_open = Đã mở đợt báo cáo { $what }
did-campaign_amend = Đã sửa nội dung đợt báo cáo { $what }
did-campaign_extend = Đã gia hạn, ngày cuối được tính: { $what }
did-campaign_replace = Đã thay lần gia hạn ghi nhầm, ngày cuối được tính: { $what }
did-campaign_close = Đã đóng đợt báo cáo { $what }
did-campaign_correct_clock = { $what }: từ nay ghi theo đồng hồ của máy này
did-undo = Đã hoàn tác: { $what }
did-redo = Đã làm lại: { $what }
cli-bad_size = Kích thước “{ $value }” không dùng được; hãy viết như 80x24, lớn nhất { $largest }
cli-bad_keys = “{ $word }” không phải phím; hãy viết như --keys "j j <enter> a <esc>"
cli-no_terminal = Đầu vào hoặc đầu ra không phải màn hình dòng lệnh; hãy dùng ketnoi --print hoặc ketnoi status
cli-term_unset = Biến TERM chưa đặt; hãy đặt TERM (ví dụ xterm-256color) hoặc dùng ketnoi --print
cli-term_dumb = Màn hình “{ $name }” không di chuyển được con trỏ; hãy dùng ketnoi --print hoặc ketnoi status
cli-terminal_failed = Không dùng được màn hình: { $what }
keys-unknown_action = không có lệnh nào tên “{ $id }”; ketnoi ? liệt kê các phím, docs/keys.md liệt kê tên lệnh
keys-unknown_key = “{ $key }” không phải phím (cho { $id }); viết như a, A, space, ctrl-l, f5, alt-x
keys-printable = không dùng phím { $key } cho { $id } được: ở chỗ gõ chữ đó là một ký tự; hãy chọn phím như ctrl-s, f10, alt-x
keys-no_way = { $id } phải còn một phím, nếu không sẽ không đi tiếp được từ đó
keys-shadow = Phím { $key } của { $id } ({ $place }) lấy của { $from }.
keys-taken = phím { $key } của { $id } đã thuộc về { $by } ở cùng nơi


## cli_help
#  Help of commands and options.

# family: cmd_help
cmd_help-ketnoi = Phòng điều hành một đợt báo cáo toàn quốc, ngay trong cửa sổ dòng lệnh
cmd_help-status = Tình hình từng đơn vị
cmd_help-queue = Việc đang chờ xử lý, gấp nhất trước
cmd_help-report = Báo cáo của đơn vị: xem, ghi nhận, trả lại, duyệt
cmd_help-report_show = Xem báo cáo của một đơn vị và toàn bộ lịch sử
cmd_help-report_acknowledge = Ghi nhận đơn vị đã nhận được công văn
cmd_help-report_receive = Ghi nhận một bản báo cáo đã tới, kèm tệp nếu có
cmd_help-report_return = Trả lại báo cáo để bổ sung; phải nêu lý do bằng --note
cmd_help-report_accept = Duyệt báo cáo đã xem xét
cmd_help-report_recommend = Đề nghị lãnh đạo duyệt báo cáo đã xem xét (đợt duyệt hai bước)
cmd_help-report_retract = Rút lại đề nghị duyệt khi lãnh đạo chưa quyết định
cmd_help-report_exempt = Miễn báo cáo; phải nêu lý do bằng --note
cmd_help-report_withdraw = Rút lại bản báo cáo mới nhất
cmd_help-report_note = Ghi chú về đơn vị
cmd_help-report_figure = Ghi số liệu của một đơn vị
cmd_help-activity = Hoạt động của các đơn vị: liệt kê, thêm, sửa
cmd_help-activity_list = Liệt kê hoạt động
cmd_help-activity_add = Thêm một hoạt động
cmd_help-activity_edit = Sửa một hoạt động; phần không nêu được giữ nguyên
cmd_help-activity_done = Ghi nhận hoạt động đã được tổ chức
cmd_help-activity_cancel = Hủy hoạt động; phải nêu lý do bằng --note
cmd_help-evidence = Minh chứng: tệp văn bản, ảnh, video của các đơn vị
cmd_help-evidence_list = Liệt kê tệp
cmd_help-evidence_add = Thêm tệp cho một đơn vị hoặc một hoạt động
cmd_help-evidence_edit = Ghi chú thích của tệp và việc đồng ý công bố
cmd_help-evidence_save = Ghi tệp đã lưu ra ngoài: vào một tệp, vào thư mục đã có, hoặc ra đầu ra chuẩn (-o -)
cmd_help-evidence_verify = Đọc lại mọi tệp và đối chiếu mã băm
cmd_help-evidence_redact = Gỡ nội dung một tệp; mã băm và lý do được giữ
cmd_help-contact = Đầu mối và nhật ký liên hệ
cmd_help-contact_list = Liệt kê đầu mối và lần liên hệ gần nhất
cmd_help-contact_log = Ghi một lần liên hệ
cmd_help-remind = Đơn vị nào đến kỳ đôn đốc; soạn thư và công văn đôn đốc
cmd_help-contact_set = Ghi đầu mối của một đơn vị
cmd_help-contact_redact = Xóa tên, điện thoại, thư của mọi đầu mối từng ghi cho một đơn vị (lời ghi cuộc gọi: “ketnoi log redact”)
cmd_help-document = Tài liệu gửi kèm công văn, bản lưu của bộ
cmd_help-document_list = Liệt kê tài liệu
cmd_help-document_attach = Lưu bản của một tài liệu
cmd_help-document_save = Ghi bản lưu ra ngoài
cmd_help-campaign = Đợt báo cáo: xem, lập, mở, sửa, gia hạn, đóng
cmd_help-campaign_list = Liệt kê các đợt có sẵn và đã mở
cmd_help-campaign_show = Xem một đợt báo cáo
cmd_help-campaign_new = Lập tệp cho đợt mới từ một đợt cũ
cmd_help-campaign_open = Mở đợt báo cáo từ tệp hoặc theo mã có sẵn
cmd_help-campaign_amend = Sửa nội dung đợt báo cáo đã mở theo tệp
cmd_help-campaign_extend = Gia hạn cho một đơn vị hoặc cho tất cả
cmd_help-campaign_close = Đóng đợt báo cáo: số liệu cuối cùng
cmd_help-campaign_correct-clock = Ghi lại theo đồng hồ máy, sau khi đồng hồ từng chạy trước và đã được chỉnh
cmd_help-session = Phiên làm việc cho command="…" của SSH: bảng điều hành, hoặc status, queue, put
cmd_help-log = Nhật ký: mọi dữ kiện theo thứ tự, không bao giờ sửa
cmd_help-log_redact = Xóa lời ghi của các dữ kiện theo số; loại, đơn vị, thời gian, người ghi và lý do xóa được giữ
cmd_help-undo = Hoàn tác lệnh cuối cùng của chính mình
cmd_help-relay = Nghe thay đổi cho mọi phiên trên máy này (kho trên máy chủ)
cmd_help-store = Việc của người quản trị kho dữ liệu trên máy chủ
cmd_help-store_grant = In các lệnh SQL cấp quyền cho các vai trò
cmd_help-doctor = Kiểm tra nơi chạy và chỉ cách khắc phục
cmd_help-config = Cấu hình
cmd_help-config_check = Các thiết lập đang có hiệu lực và nguồn của chúng
cmd_help-completions = In phần tự hoàn thành lệnh cho một shell
cmd_help-man = In trang hướng dẫn, hoặc ghi mỗi lệnh một trang vào thư mục
cmd_help-help = Xem hướng dẫn chung hoặc hướng dẫn của một lệnh
cmd_help-version = Xem phiên bản chương trình

# family: opt_help
opt_help-help = Xem hướng dẫn này
opt_help-version = Xem phiên bản
opt_help-command = Lệnh cần xem hướng dẫn
opt_help-store = Kho dữ liệu, sqlite:ĐƯỜNG_DẪN (KETNOI_STORE)
opt_help-files = Nơi lưu tệp, nếu không để cạnh kho dữ liệu (KETNOI_FILES)
opt_help-config = Tệp cấu hình, thay cho các tệp thường dùng (KETNOI_CONFIG)
opt_help-campaign = Mã đợt báo cáo; nếu không nêu là đợt mở gần nhất (KETNOI_CAMPAIGN)
opt_help-lang = Ngôn ngữ (KETNOI_LANG)
opt_help-now = Xem như đang ở thời điểm này, chỉ ghi ngày là 00:00; không ghi được (KETNOI_NOW)
opt_help-as_of = Xem tình hình tại thời điểm này, theo lúc sự việc xảy ra, chỉ ghi ngày là hết ngày đó; không ghi được
opt_help-known_at = Như --as-of, nhưng theo lúc nhật ký ghi nhận
opt_help-read_only = Từ chối mọi việc ghi
opt_help-json = In một tài liệu JSON
opt_help-ascii = Chỉ dùng ký tự ASCII
opt_help-glyphs = Bộ ký hiệu trên màn hình
opt_help-no_color = Không dùng màu (NO_COLOR)
opt_help-theme = Bộ màu
opt_help-print = In bảng điều hành ra rồi thoát: dạng chữ (text), có màu ANSI (ansi) hoặc ảnh SVG (svg)
opt_help-size = Kích thước khung in, như 120x40
opt_help-keys = Các phím bấm trước khi in, như "j j <enter> a"
opt_help-write = Cho phép ghi khi dùng --print
opt_help-unit = Đơn vị: mã, tên viết tắt, hoặc tên có dấu hay không dấu
opt_help-region = Chỉ vùng này (mã hoặc tên); nêu được nhiều lần
opt_help-under = Chỉ các đơn vị dưới đơn vị này (mã, chữ tắt hoặc tên); nêu được nhiều lần
opt_help-state = Chỉ trạng thái này; nêu được nhiều lần
opt_help-format = Dạng in
opt_help-bom = Ghi CSV cho bảng tính: có dấu BOM để đọc đúng tiếng Việt, mã đơn vị giữ nguyên số 0 (01)
opt_help-at = Lúc sự việc xảy ra; quá 24 giờ trước thì phải có --note
opt_help-note = Ghi chú hoặc lý do
opt_help-yes = Đồng ý trước với điều sẽ được hỏi lại
opt_help-due = Ngày cuối được tính để nộp bản bổ sung
opt_help-attach = Tệp kèm theo; nêu được nhiều tệp
opt_help-number = Số, ký hiệu văn bản, như 77/BC-STTTT
opt_help-letter_kind = Thư là loại gì; không có thì theo các quy tắc
opt_help-letter_at = Thời điểm khác với lúc nhận thư; cần có --note
opt_help-document_date = Ngày của văn bản
opt_help-caption = Chú thích của tệp; để trống là bỏ chú thích
opt_help-consent = Người có mặt hoặc được nêu trong tệp đồng ý công bố
opt_help-notable = Hoạt động nổi bật, đáng nêu trong báo cáo tổng hợp
opt_help-id_value = Mã chỉ tiêu và giá trị
opt_help-id = Mã hoạt động, như CBG-3
opt_help-kind = Loại hoạt động
opt_help-title = Tên hoạt động
opt_help-from_date = Ngày đầu
opt_help-to_date = Ngày cuối; khi sửa, để trống thì hoạt động chỉ có một ngày
opt_help-mode = Hình thức
opt_help-reach = Số người tham gia
opt_help-sdg = Mục tiêu phát triển bền vững, như 9 hoặc 9.c; cách nhau bằng dấu phẩy
opt_help-goal = Mục tiêu Kết nối 2030, như 2 hoặc 2.8; cách nhau bằng dấu phẩy
opt_help-status = Tình trạng hoạt động
opt_help-how = Cách liên hệ
opt_help-contact_title = Chức vụ, đơn vị công tác
opt_help-phone = Điện thoại
opt_help-mail = Thư điện tử
opt_help-file = Tệp
opt_help-activity = Hoạt động mà tệp thuộc về
opt_help-file_name = Tên tệp hoặc mã băm (ít nhất 8 ký tự đầu)
opt_help-output = Nơi ghi ra
opt_help-force = Ghi đè tệp đã có
opt_help-document = Mã tài liệu
opt_help-new_id = Mã của đợt mới, như wtisd-2026
opt_help-from_campaign = Đợt hoặc mẫu để lập theo; không ghi thì theo mẫu mới nhất
opt_help-new_roster = Danh sách đơn vị, như vn-provinces-34; không ghi thì lấy danh sách có hiệu lực vào ngày kỷ niệm
opt_help-day = Ngày của sự kiện
opt_help-roster = Danh sách đơn vị, như vn-provinces-34
opt_help-file_or_id = Tệp của đợt báo cáo, hoặc mã một đợt có sẵn
opt_help-until = Ngày cuối được tính
opt_help-replace = Thay cho lần gia hạn ghi nhầm, kể cả bằng một ngày sớm hơn; phải nêu lý do bằng --note
opt_help-contact_name = Họ và tên; bỏ qua thì sửa đầu mối ghi gần nhất
opt_help-remind_dry_run = Chỉ liệt kê ai nhận gì và vì sao, kèm mã của danh sách; không ghi gì
opt_help-move_to = Nơi chuyển kho đến; viết như ở --store
opt_help-move_to_files = Nơi để tệp; mặc định ở cạnh kho mới, hoặc giữ nguyên chỗ nếu tệp đã để riêng
opt_help-remind_to = Thư mục để soạn thư và công văn; nếu không nêu, một thư mục mới tại đây
opt_help-letter_dir = Thư mục cho công văn và các thư
opt_help-letters_in = Ngôn ngữ của thư và công văn; nếu không nêu, tiếng Việt
opt_help-since = Chỉ những việc xảy ra từ lúc này
opt_help-verify = Đối chiếu toàn bộ chuỗi mã băm
opt_help-as = Làm việc dưới tên NAME, nếu tệp phân quyền cho phép; tài khoản thật vẫn được ghi
opt_help-audit = Liệt kê các lần bị từ chối vì thiếu quyền (chỉ quản trị viên)
opt_help-head = In số và mã băm của dữ kiện cuối, để cất giữ nơi khác
opt_help-seq = Số của dữ kiện, như cột đầu của “ketnoi log”
opt_help-redo = Bỏ lần hoàn tác cuối cùng
opt_help-shell = Tên shell
opt_help-dir = Thư mục để ghi trang hướng dẫn
cmd_help-demo = Một đợt báo cáo mô phỏng trọn vẹn, chạy trong bộ nhớ, ghi rõ DEMO, không để lại gì
opt_help-seed = Hạt giống: cùng số thì cùng đợt (mặc định 2020)
opt_help-speed = Số giây của đợt trong một giây thật (mặc định 8640: một ngày mất mười giây)
cmd_help-wall = Màn hình treo tường: đồng hồ đếm ngược, bản đồ, tiến độ; các trang tự lật, chỉ xem
opt_help-wall = Hiện như màn hình treo tường
opt_help-interval = Mỗi trang hiện bao lâu (mặc định 20s)
opt_help-pages = Các trang, cách nhau bằng dấu phẩy: overview, regions, activities, photos


## doctor
#  What is wrong and how to mend it.

doctor-mailbox_tls = mã hóa ngay từ đầu (TLS)
doctor-mailbox_starttls = mã hóa sau lệnh STARTTLS, trước khi gửi mật khẩu
doctor-mailbox_here = trong cùng máy này, không mã hóa
doctor-private = chỉ chủ sở hữu đọc và ghi được
doctor-no_store_yet = chưa có; lệnh ghi đầu tiên sẽ tạo ra
doctor-files_clock = lệch { $seconds } giây so với máy này
doctor-files_versions = có giữ: tệp bị xóa vẫn còn ở phiên bản cũ cho tới khi xóa cả phiên bản đó, như lệnh “evidence redact” làm
doctor-files_no_versions = không giữ: xóa là mất hẳn
doctor-files_kept = { $n } tệp, { $size }
doctor-files_unchecked = máy chủ không kiểm tra: đã nhận tệp có mã kiểm sai
doctor-mend_files_unchecked = ketnoi kiểm tra từng tệp khi đọc; thỉnh thoảng hãy chạy “ketnoi evidence verify”.
doctor-restored = từ bản sao lưu lúc { $made }; chưa gửi thư đôn đốc nào cho đến khi có người kiểm tra các thư đã gửi sau đó
doctor-read_only = chỉ đọc được
doctor-server_standby = đang sao theo máy chủ khác nên chỉ đọc được
doctor-server_closed = được đặt chỉ đọc (default_transaction_read_only)
doctor-server_copies = { $all }, trong đó { $confirmed } có đủ phần đã báo lưu
doctor-server_trip = đi về { $trip } ms, kết nối { $laid } ms
doctor-server_clock = nhanh hơn máy này { $ms } ms
doctor-server_encrypted = có mã hóa
doctor-server_here = trong máy này
doctor-server_bare = KHÔNG mã hóa mà đi ra ngoài máy này (tls=off)
doctor-server_owner = lược đồ thuộc tài khoản này
doctor-server_writer = đọc và ghi
doctor-server_reader = chỉ đọc
doctor-server_nobody = không có quyền
doctor-chain_whole = { $id }: { $n } dữ kiện, nguyên vẹn, { $hash }
doctor-chain_whole_only = { $id }: nguyên vẹn
doctor-local_disk = đĩa của máy này
doctor-no_files = không có tệp nào, dùng giá trị mặc định
doctor-built_in = có sẵn trong chương trình
doctor-one_owner = mọi phần của kho thuộc cùng một tài khoản
doctor-access_tight = chỉ quản trị viên sửa được
doctor-role = { $who } là: { $role }
doctor-role_without_file = { $who } là: { $role } (không có tệp phân quyền: chủ sở hữu và root làm được mọi việc, người khác chỉ xem)
doctor-mend_leftovers = Nếu lúc này không có lệnh sao lưu hay khôi phục nào đang chạy, hãy chạy: { $commands }
doctor-words_remain = phần trống của tệp kho có thể còn lời ghi đã xóa
doctor-mend_remains = Khi không ai khác đang dùng kho và đĩa còn chỗ, chạy: ketnoi --campaign { $id } log redact { $seq } --note "dọn phần trống" (dữ kiện ấy đã xóa rồi, lệnh chỉ dọn tệp).
doctor-run = Chạy: { $commands }
doctor-mend_layered = Đây là lớp tạm của vùng chứa (container); hãy đặt kho trên ổ đĩa được gắn riêng, nếu không dữ liệu mất cùng vùng chứa.
doctor-clock_behind = { $now }, trong khi dữ kiện mới nhất trong nhật ký ghi lúc { $newest }
doctor-locale_absent = { $name } chưa được cài trên máy này
doctor-mend_locale = Chạy: sudo locale-gen { $name }; hoặc đặt LANG=C.UTF-8.
doctor-font_fine = console dùng phông có chữ tiếng Việt
doctor-font_unknown = không rõ phông của console có đủ chữ tiếng Việt không
doctor-ruler = Hai vạch | dưới đây phải thẳng cột; nếu lệch, hãy đặt ký tự rộng không rõ (ambiguous width) là hẹp trong cửa sổ dòng lệnh, hoặc dùng --ascii:

# family: doctor_grade
doctor_grade-ok = tốt
doctor_grade-warn = lưu ý
doctor_grade-bad = HỎNG

# family: doctor_check
doctor_check-store = kho dữ liệu
doctor_check-permissions = quyền truy cập
doctor_check-owner = chủ sở hữu
doctor_check-access = tệp phân quyền
doctor_check-roles = vai trò
doctor_check-leftovers = phần còn sót
doctor_check-engine = hệ cơ sở dữ liệu
doctor_check-journal = nhật ký
doctor_check-log_mode = chế độ ghi
doctor_check-writable = ghi dữ liệu
doctor_check-integrity = các trang dữ liệu
doctor_check-moved = chuyển kho
doctor_check-restored = khôi phục
doctor_check-tables = các bảng
doctor_check-remains = lời ghi đã xóa
doctor_check-chain = chuỗi mã băm
doctor_check-state = trạng thái lưu sẵn
doctor_check-folder = thư mục
doctor_check-file_system = hệ thống tệp
doctor_check-files = nơi lưu tệp
doctor_check-files_trial = thử nơi lưu tệp
doctor_check-files_clock = đồng hồ máy chủ
doctor_check-files_versions = phiên bản cũ
doctor_check-files_kept = tệp đang lưu
doctor_check-room = chỗ trống trên đĩa
doctor_check-server = máy chủ
doctor_check-server_writes = máy chủ cho ghi
doctor_check-server_setting = cài đặt của máy chủ
doctor_check-server_copies = máy chủ sao theo
doctor_check-server_trip = đường đến máy chủ
doctor_check-server_clock = đồng hồ máy chủ
doctor_check-server_line = đường truyền
doctor_check-server_rights = quyền trên máy chủ
doctor_check-config = tệp cấu hình
doctor_check-mailbox_line = đường tới máy chủ thư
doctor_check-data = dữ liệu tham chiếu
doctor_check-evidence_limit = giới hạn mỗi tệp
doctor_check-clock = đồng hồ máy
doctor_check-locale = bảng mã
doctor_check-terminal = cửa sổ dòng lệnh
doctor_check-font = phông chữ
doctor_check-widths = độ rộng ký tự

# family: doctor_mend
doctor_mend-roles = Sửa tệp phân quyền theo câu trên; trước đó không ai vào được.
doctor_mend-engine = Dùng bản ketnoi kèm SQLite 3.51.3 trở lên.
doctor_mend-journal = Kiểm tra --store; nếu tệp hỏng thật, khôi phục từ bản sao lưu, đừng sửa tại chỗ.
doctor_mend-log_mode = Kho phải ở chế độ WAL; hãy chép kho về đĩa của máy này.
doctor_mend-writable = Kiểm tra quyền của tệp và hệ thống tệp.
doctor_mend-integrity = Khôi phục từ bản sao lưu; đừng ghi thêm vào tệp này.
doctor_mend-tables = Yêu cầu người đã can thiệp gỡ bỏ, hoặc khôi phục từ bản sao lưu; trước đó ketnoi không ghi gì vào tệp này.
doctor_mend-chain = Giữ nguyên tệp làm bằng chứng, tìm xem ai đã sửa, rồi khôi phục từ bản sao lưu.
doctor_mend-state = Không cần làm gì: lệnh ghi tiếp theo sẽ lưu lại. Nếu còn lặp lại, hãy cho kiểm tra ổ đĩa.
doctor_mend-folder = Cho người dùng này quyền ghi vào thư mục, hoặc chọn nơi khác bằng --store.
doctor_mend-file_system = Đặt kho trên đĩa của máy này; khóa tệp qua mạng không đáng tin.
doctor_mend-files_trial = Sửa mục “files” trong cấu hình, hoặc quyền của khóa: đọc, ghi, liệt kê và xóa dưới tiền tố.
doctor_mend-files_clock = Chỉnh đồng hồ của máy này (timedatectl) hoặc của máy chủ.
doctor_mend-files_kept = Cho tài khoản này quyền đọc thư mục hoặc vùng lưu tệp, hoặc khôi phục máy chủ; sau đó chạy “ketnoi evidence verify”.
doctor_mend-moved = Hãy làm việc ở nơi mới. Cách dùng lại kho này có trong docs/operations.md, mục “Moving a store”.
doctor_mend-restored = Xem nhật ký máy chủ thư để biết các thư đôn đốc đã gửi sau bản sao lưu, ghi nhận lại, rồi chạy: ketnoi remind --after-restore (docs/operations.md, mục “After a restore”).
doctor_mend-room = Dọn bớt đĩa hoặc chuyển kho sang đĩa khác.
doctor_mend-server_writes = Khai đủ các máy chủ trong địa chỉ kho dữ liệu (MÁY_1,MÁY_2), hoặc hỏi người quản trị khi nào máy chủ cho ghi lại.
doctor_mend-server_setting = Đặt lại thành on: nếu không, khi máy ngừng đột ngột có thể mất phần đã báo lưu (data_checksums: pg_checksums --enable).
doctor_mend-server_trip = Mỗi thao tác phải đi về hai lượt; hãy chạy ketnoi gần máy chủ hơn.
doctor_mend-server_clock = Cho cả hai máy lấy giờ từ cùng một nguồn (NTP).
doctor_mend-server_line = Bỏ tls=off khỏi địa chỉ kho dữ liệu, và khai chứng chỉ của máy chủ bằng ca_file.
doctor_mend-mailbox_line = Chừng nào chưa sửa thì chưa lấy được thư từ đó; docs/operations.md, mục “From a mail server, over IMAP”, ghi rõ cần những gì.
doctor_mend-server_rights = Nhờ người quản trị máy chủ chạy các lệnh do “ketnoi store grant” in ra.
doctor_mend-clock = Chỉnh đồng hồ máy: nhật ký ghi theo đồng hồ này.
doctor_mend-locale = Đặt LANG=C.UTF-8 hoặc vi_VN.UTF-8; nếu không, hãy dùng --ascii.
doctor_mend-terminal = Đặt TERM cho đúng, chẳng hạn xterm-256color; nếu không, dùng --print.
doctor_mend-font = Đặt CODESET="Vietnamese" và FONTFACE="Fixed" trong /etc/default/console-setup rồi chạy setupcon; ký hiệu nào vẫn hiện thành ô vuông thì dùng --ascii.
doctor_mend-widths = Xem hai vạch ở cuối trang này có thẳng cột không; nếu lệch, dùng --ascii.

## backup
#  Sao lưu và khôi phục kho dữ liệu.

cmd_help-backup = Sao lưu toàn bộ kho vào một tệp, kể cả khi người khác đang ghi
cmd_help-export = Xuất báo cáo ra tệp
cmd_help-export_consolidated = Xuất báo cáo tổng hợp gửi Lãnh đạo Bộ
cmd_help-export_itu = Xuất bản cập nhật tiếng Anh gửi ITU
cmd_help-export_letter = Soạn công văn của năm từ đợt báo cáo, kèm thư gửi tất cả đơn vị
cmd_help-export_status = Xuất tình hình từng đơn vị, kèm biểu đồ theo vùng
cmd_help-export_activities = Xuất danh sách hoạt động, kèm biểu đồ theo loại
cmd_help-export_figures = Xuất số liệu các đơn vị đã báo cáo
cmd_help-export_contacts = Xuất danh sách đầu mối liên hệ
cmd_help-export_log = Xuất nhật ký
cmd_help-export_calendar = Xuất các mốc thời gian của đợt ra tệp lịch (iCalendar)
cmd_help-restore = Dựng lại kho từ một bản sao lưu, ở nơi chưa có kho
cmd_help-move = Chuyển toàn bộ kho sang nơi khác, kể cả sang hệ quản trị khác; từ đó không ghi vào kho cũ nữa
backup-made = Đã sao lưu vào { $file } ({ $size }): { $facts } dữ kiện, { $files } tệp.
backup-made_in_part = Đã sao lưu vào { $file } ({ $size }): { $facts } dữ kiện, { $files } tệp, nhưng thiếu các tệp nêu trên.
backup-restored = Đã khôi phục kho { $store } từ bản sao lưu lúc { $made }: { $facts } dữ kiện, { $files } tệp.
backup-progress = Đã chép { $n }/{ $all } tệp
backup-progress_sized = Đã chép { $n }/{ $all } tệp; { $done }/{ $size }
backup-restored_reminders = Kho này chưa gửi thư đôn đốc cho đến khi có người xác nhận đã kiểm tra các thư gửi sau bản sao lưu (ketnoi remind --after-restore).
backup-read_only = Không khôi phục được khi chạy với --read-only; hãy bỏ tùy chọn này.
backup-occupied = Đã có { $file } ở chỗ của kho mới; hãy chuyển nó đi nơi khác hoặc chọn chỗ khác bằng --store.
backup-foreign = { $file } không phải là bản sao lưu của ketnoi.
backup-cut = Bản sao lưu { $file } không còn đầy đủ; hãy lấy lại bản gốc. Chưa khôi phục gì.
backup-stranger = Trong { $file } có thứ không thuộc về bản sao lưu nào (“{ $what }”); hãy lấy lại bản gốc. Chưa khôi phục gì.
backup-changed = Trong { $file }, “{ $what }” đã bị thay đổi so với lúc sao lưu; hãy dùng bản khác. Chưa khôi phục gì.
backup-lacks = Bản sao lưu { $file } thiếu tệp mà nhật ký nhắc tới (mã băm { $what }); hãy dùng bản khác. Chưa khôi phục gì.
move-done = Đã chuyển kho { $from } sang { $to }: { $facts } dữ kiện (trong đó { $redacted } đã xóa nội dung), { $files } tệp.
move-already = Kho { $from } đã được chuyển sang { $to } từ trước, và đã có đủ ở đó: { $facts } dữ kiện (trong đó { $redacted } đã xóa nội dung), { $files } tệp.
move-next = Từ nay không ghi thêm gì vào kho cũ. Hãy dùng --store { $to }, hoặc đặt “store” trong cấu hình thành địa chỉ đó.
move-access = Tệp phân quyền { $file } chỉ có hiệu lực với nơi cũ; hãy bảo đảm nơi mới có tệp phân quyền riêng.
move-progress_read = Đã đọc { $n }/{ $all } dữ kiện
move-progress_files = Đã gửi { $n }/{ $all } tệp
move-progress_facts = Đã gửi { $n }/{ $all } dữ kiện
move-progress_checked = Đang đối chiếu kho mới với kho cũ
move-read_only = Không chuyển được khi chạy với --read-only; hãy bỏ tùy chọn này.
move-same = Kho đang ở chính nơi đó; hãy nêu nơi khác bằng --to.
move-occupied = Ở { $path } đã có dữ liệu không thuộc kho này; hãy nêu nơi khác bằng --to, hoặc dọn chỗ đó trước.
move-in_hand = Có thư đôn đốc của { $stream } có thể vừa được gửi mà chưa ghi nhận kết quả; hãy chờ “ketnoi remind --send” xong, hoặc ghi kết quả bằng “ketnoi remind --settle”, rồi chuyển lại. Kho vẫn dùng như trước.
move-broken_off = Đã dừng việc chuyển; kho vẫn dùng như trước. Các tệp đã gửi được giữ ở nơi mới; chạy lại đúng lệnh này để làm tiếp.
backup-newer = Bản sao lưu { $file } do một bản ketnoi mới hơn tạo ra ({ $what }); hãy dùng bản ketnoi đó để khôi phục.


## demo
#  The simulated campaign.

demo-keys = Chạy thử: { $slower } chậm hơn, { $faster } nhanh hơn, { $stop } dừng, { $step } đến việc tiếp theo
demo-pace = Chạy thử: mỗi ngày trong { $seconds } giây
demo-stopped = Đã dừng: { $stop } chạy tiếp, { $step } đến việc tiếp theo


## errors
#  What failed, in one sentence.

errors-refused = Việc này bị từ chối theo quy tắc “{ $rule }”.
errors-no_campaign = Chưa có đợt báo cáo nào; mở một đợt bằng “ketnoi campaign open”.
errors-unknown_campaign = Không có đợt báo cáo “{ $id }”; xem danh sách bằng “ketnoi campaign list”.
errors-unknown_campaign_known = Không có đợt báo cáo “{ $id }”; đang có: { $known }.
errors-unknown_campaign_near = Không có đợt báo cáo “{ $id }”; có phải ý bạn là { $known }?

mailbox-absent = Không có nguồn thư nào ở { $mailbox }; hãy kiểm tra đường dẫn hoặc các nguồn thư trong cấu hình.
mailbox-io = Không đọc tiếp được { $mailbox }: { $detail }. Những thư đã ghi nhận vẫn giữ nguyên; phần còn lại sẽ được đọc ở lần quét sau.
# family: mailbox_address
mailbox_address-user = Địa chỉ máy chủ thư thiếu tên tài khoản; hãy viết theo dạng imaps://tài-khoản@máy-chủ/INBOX.
mailbox_address-host = Địa chỉ máy chủ thư thiếu tên máy chủ; hãy viết theo dạng imaps://tài-khoản@máy-chủ/INBOX.
mailbox_address-port = Cổng trong địa chỉ máy chủ thư không phải là số từ 1 đến 65535; bỏ trống để dùng cổng thông thường.
mailbox_address-password = Không được ghi mật khẩu trong địa chỉ máy chủ thư vì người khác có thể đọc được; hãy đặt mật khẩu vào một tệp chỉ mình đọc được rồi khai tệp đó trong cấu hình (intake, password_file).
mailbox-secret_unnamed = Chưa có mật khẩu cho { $mailbox }; hãy đặt mật khẩu vào một tệp chỉ mình đọc được rồi khai tệp đó trong cấu hình (intake, password_file), hoặc giao cho dịch vụ bằng thông tin xác thực “imap” của systemd.
mailbox-secret_open = Tệp { $file } chứa mật khẩu nhưng người khác đọc được (quyền { $mode }); hãy chạy: chmod 600 { $file }
mailbox-secret_pair = Tệp { $file } chỉ được chứa hai khóa của { $mailbox }: dòng đầu là khóa truy cập, dòng hai là khóa bí mật.
mailbox-secret_line = Tệp { $file } chỉ được chứa mật khẩu trên một dòng, không có gì khác.
mailbox-secret_io = Không đọc được mật khẩu cho { $mailbox } từ tệp { $file }: { $detail }.
# family: mailbox_server
mailbox_server-unreachable = { $mailbox } không trả lời ({ $detail }); hãy kiểm tra mạng và xem máy chủ có đang chạy không. Chưa thư nào bị đánh dấu đã đọc, lần quét sau sẽ thử lại.
mailbox_server-certificate = Bên trả lời ở { $mailbox } không chứng minh được mình là máy chủ đó ({ $detail }) nên chưa gửi mật khẩu; hãy kiểm tra địa chỉ, hoặc khai chứng chỉ của tổ chức chứng thực nội bộ trong cấu hình (intake, ca_file).
mailbox_server-authorities = Không đọc được các chứng chỉ dùng để kiểm tra { $mailbox } ({ $detail }); hãy kiểm tra ca_file trong cấu hình.
mailbox_server-unencrypted = { $mailbox } không mã hóa đường truyền ({ $detail }) nên chưa gửi mật khẩu; hãy đề nghị người quản trị máy chủ bật STARTTLS, hoặc viết imaps:// nếu máy chủ có cổng 993.
mailbox_server-injected = Có dữ liệu lạ chen vào đường truyền tới { $mailbox } trước khi mã hóa nên đã ngắt kết nối và chưa gửi mật khẩu; hãy thử lại, nếu vẫn vậy hãy báo người quản trị mạng.
mailbox_server-no_login = { $mailbox } không cho đăng nhập bằng mật khẩu (máy chủ cho phép: { $detail }); hãy đề nghị người quản trị máy chủ cho tài khoản này dùng PLAIN trên đường truyền mã hóa.
mailbox_server-password = { $mailbox } không chấp nhận tài khoản hoặc mật khẩu ({ $detail }); hãy ghi đúng mật khẩu vào tệp đã khai trong cấu hình, hoặc hỏi người quản trị máy chủ.
mailbox_server-folder = Không mở được { $mailbox } trên máy chủ ({ $detail }); hãy kiểm tra tên thư mục và quyền đọc của tài khoản.
mailbox_server-protocol = { $mailbox } trả lời không đúng như một máy chủ thư ({ $detail }); hãy kiểm tra địa chỉ và cổng. Chưa thư nào bị đánh dấu đã đọc.
mailbox_server-mark = { $mailbox } không cho đánh dấu thư đã đọc ({ $detail }); các thư vẫn được ghi nhận đầy đủ.
# family: mailbox_refused
mailbox_refused-link = đây là một liên kết, ketnoi không đi theo liên kết
mailbox_refused-special = đây không phải là tệp thông thường
mailbox_refused-denied = tài khoản này không được quyền đọc
mailbox_refused-damaged = không đọc được từ ổ đĩa
mailbox_refused-deep = nằm trong quá nhiều lớp thư mục

store-absent = Không có kho dữ liệu ở { $path }; kho được tạo khi ghi lần đầu, hoặc chọn kho khác bằng --store.
store-absent_here = Không còn thấy kho dữ liệu ({ $path }). Chương trình tự thử lại; trong lúc chờ không ghi được gì, nội dung đang gõ vẫn còn. Hãy báo người quản trị.
store-unreachable = Không kết nối được với { $path } ({ $detail }); hãy kiểm tra mạng và xem máy chủ có đang chạy không. Lệnh tiếp theo sẽ thử kết nối lại.
store-unreachable_here = { $path } không trả lời ({ $detail }). Chưa ghi được gì cho đến khi có lại kết nối; ketnoi tự kết nối lại, nội dung đã nhập vẫn giữ nguyên: hãy gửi lại khi dòng này mất đi.
store-denied = { $path } không cho tài khoản này vào ({ $detail }); kiểm tra tên và mật khẩu trong cấu hình (với bucket là hai khóa), hoặc hỏi người quản trị máy chủ.
store-forbidden = { $path } cho tài khoản này vào nhưng không cho làm việc này ({ $detail }); hãy nhờ chủ lược đồ chạy những lệnh mà “ketnoi store grant” in ra, hoặc chạy lệnh ghi đầu tiên nếu chưa có lược đồ.
store-authorities = Không đọc được các chứng chỉ dùng để nhận ra { $path } ({ $detail }) nên chưa gửi gì; hãy sửa ca_file trong địa chỉ.
store-no_certificate = trong đó không có chứng chỉ nào
store-untrusted = Bên trả lời ở { $path } không chứng minh được mình là máy chủ đó ({ $detail }) nên chưa gửi gì; hãy kiểm tra địa chỉ và chứng chỉ với người quản trị máy chủ.
store-replaced = Ở { $path } nay là một tệp khác; hãy thoát và mở lại ketnoi để làm việc trên tệp đó.
store-log_lost = { $path } đã bị xóa, thay thế hoặc cắt ngắn khi đang dùng, nên không ghi gì thêm; hãy thoát mọi ketnoi đang mở kho này rồi kiểm tra bằng “ketnoi log --verify”.
store-unsure = Không rõ nội dung này đã được lưu hay chưa. { $why }
store-linked = { $path } còn có tên thứ hai (liên kết cứng), nên ghi dưới tên này sẽ mất dưới tên kia; hãy xóa tên còn lại, muốn sao chép kho thì dùng “ketnoi backup”.
store-foreign = { $path } không phải kho dữ liệu của ketnoi; kiểm tra lại đường dẫn ở --store.
store-newer = { $path } do bản ketnoi mới hơn ghi (phiên bản { $found }, bản này đọc được đến { $known }); hãy nâng cấp ketnoi.
store-newer_fact = Dữ kiện số { $seq } ({ $name }, phiên bản { $version }) do bản ketnoi mới hơn ghi; hãy nâng cấp rồi khởi động lại.
store-damaged = Kho dữ liệu { $path } bị hỏng ({ $detail }); hãy khôi phục từ bản sao lưu bằng “ketnoi restore”.
store-strange = Kho dữ liệu { $path } không còn như ketnoi đã tạo: { $detail }. ketnoi không ghi gì vào kho cho đến khi được sửa lại: yêu cầu người đã can thiệp gỡ bỏ, hoặc khôi phục từ bản sao lưu bằng “ketnoi restore”.
store-damaged_state = Trạng thái lưu sẵn của { $stream } đã bị hỏng và được dựng lại từ các dữ kiện. Dữ kiện không bị ảnh hưởng, nhưng nên cho kiểm tra ổ đĩa.
store-broken_chain = Chuỗi dữ kiện của { $stream } sai từ số { $seq }: { $how }; không ghi tiếp, hãy đối chiếu với bản sao lưu.
store-waiting = Kho dữ liệu chưa trả lời, hoặc chương trình khác đang giữ kho dữ liệu; đang chờ.
store-busy = Kho dữ liệu đang bận, chờ quá lâu mà chưa đến lượt; hãy thử lại.
store-full = Hết dung lượng ở { $path }; giải phóng bớt rồi làm lại, chưa có gì được ghi dở.
store-reserved = Ổ đĩa của { $path } chỉ còn dưới { $reserve }, phần để dành cho việc ghi nhận; tệp chưa được nhận. Hãy giải phóng dung lượng rồi gửi lại.
store-moved = Kho đã được chuyển sang { $to }, nên không ghi thêm gì vào { $path } nữa; hãy dùng --store { $to }, hoặc đặt “store” trong cấu hình thành địa chỉ đó.
store-moving = Kho { $path } đang được chuyển sang { $to }, nên không ghi thêm gì vào đây nữa; hãy chờ chuyển xong, hoặc làm tiếp bằng lệnh: ketnoi move --to { $to }
store-overtaken = Có người ghi cùng lúc, nhiều lần liền, nên chưa đến lượt; chưa lưu gì. Hãy thử lại.
store-rewound = { $path } ĐÃ MẤT những bản ghi từng thấy: { $stream } trước kết thúc ở bản ghi { $had } ({ $had_hash }), nay ở bản ghi { $found } ({ $found_hash }). Từ đây không ghi thêm gì. Hãy hỏi người quản trị máy chủ về phần đã mất; ai chấp nhận dữ liệu hiện có trên máy chủ thì thoát ra rồi mở lại.
store-rewound_here = Máy chủ ĐÃ MẤT những bản ghi từng thấy ở đây; từ đây không ghi gì cho đến khi đồng ý làm tiếp mà không có chúng, phím bấm ghi ở dòng trên cùng. Nội dung đã nhập vẫn giữ nguyên.
store-no_files = { $path } chỉ giữ bản ghi, không giữ tệp; hãy khai nơi giữ tệp bằng “files” trong cấu hình (một thư mục hoặc s3://BUCKET).
store-unfit_product = { $path } là { $found }; ketnoi chỉ giữ dữ liệu trên chính PostgreSQL.
store-unfit_version = { $path } là PostgreSQL { $found }; cần từ 14 trở lên.
store-unfit_encoding = { $path } lưu chữ bằng bảng mã { $found }; cơ sở dữ liệu cho ketnoi phải tạo với ENCODING 'UTF8'.
store-unfit_database = Không có { $path } ({ $found }); hãy kiểm tra địa chỉ, hoặc đề nghị người quản trị máy chủ tạo cơ sở dữ liệu với ENCODING 'UTF8'.
store-unfit_garbled = Bên trả lời ở { $path } không phải máy chủ PostgreSQL ({ $found }); hãy kiểm tra tên máy và cổng trong địa chỉ.
store-unfit_schema = Lược đồ “{ $found }” của { $path } chứa dữ liệu của chương trình khác; hãy ghi lược đồ khác vào địa chỉ (?schema=TÊN), lệnh ghi đầu tiên sẽ tạo lược đồ đó.
store-secret_unnamed = { $mailbox } đòi mật khẩu; hãy ghi mật khẩu vào một tệp chỉ mình đọc được (chmod 600) rồi thêm ?password_file=TỆP vào địa chỉ kho dữ liệu, hoặc giao cho dịch vụ bằng thông tin xác thực “postgres” của systemd.
store-read_only = { $path } chỉ cho đọc; với tệp, kiểm tra quyền ghi của tệp và thư mục; với máy chủ, xem đó là máy dự phòng hay đang đặt ở chế độ chỉ đọc.
store-too_large = Tệp lớn hơn { $limit }, không nhận; hãy nén hoặc chia nhỏ.
store-old_engine = SQLite { $found } quá cũ, có thể làm mất dữ liệu; cần từ 3.51.3 trở lên.
store-io = { $path }: { $detail }
store-barred = { $path } thuộc về { $owner } và không cho tài khoản này vào; hãy hỏi chủ sở hữu hoặc người quản trị máy.
store-barred_mend = { $path } thuộc về { $owner } và không cho tài khoản này vào; hãy chạy: { $command }
store-wrong_bytes = Nội dung đang lưu dưới tên { $sha256 } không phải là tệp đó; không dùng nội dung này. Kiểm tra bằng “ketnoi evidence verify” rồi phục hồi từ bản sao lưu.
store-engine = Kho dữ liệu { $path } báo lỗi: { $detail }
store-payload = Có dữ liệu không đọc hoặc ghi được: { $detail }

# family: chain
chain-hash = mã băm không khớp
chain-gap = thiếu số
chain-payload = nội dung không đọc được
chain-name = dưới tên này là dữ kiện của một đợt báo cáo khác
chain-stray = có dữ kiện thuộc nơi khác nằm ở đây

# family: stranger
stranger-foreign = { $kind } { $name } không phải của ketnoi
stranger-missing = thiếu { $kind } { $name }
stranger-changed = { $kind } { $name } đã bị sửa

# family: stranger_kind
stranger_kind-table = bảng
stranger_kind-view = khung nhìn
stranger_kind-trigger = trình kích hoạt
stranger_kind-index = chỉ mục
stranger_kind-other = đối tượng

refdata-unknown_roster = Không có danh sách đơn vị “{ $id }”; đang có: { $known }
refdata-file = { $file }: { $what }

roster-duplicate = mã hoặc tên viết tắt “{ $what }” xuất hiện hai lần
roster-bad_spelling = đơn vị { $unit }: cách viết khác “{ $what }” để trống, quá dài hoặc trùng với tên gọi của đơn vị khác
roster-bad_code = mã đơn vị “{ $what }” không dùng được
roster-unknown_region = đơn vị { $unit } thuộc vùng “{ $what }”, nhưng danh sách không có vùng này
roster-unknown_parent = đơn vị { $unit } có cấp trên “{ $what }” không có trong danh sách hoặc thành vòng lặp
roster-unknown_owner = quần đảo “{ $what }” thuộc đơn vị { $unit }, nhưng danh sách không có đơn vị này
roster-nameless = đơn vị { $unit } không có tên
roster-empty = danh sách không có đơn vị nào
roster-too_large = danh sách quá lớn
rules-schema = schema là { $what }; chương trình này đọc schema 1
rules-level = mức “{ $what }” phải lớn hơn 0
rules-successor = cơ quan kế tục của “{ $what }” không có trong danh sách sở
rules-twice = có hai sở cùng mã “{ $what }”
rules-empty = danh sách “{ $what }” đang trống

campaign_file-and_more = { $what } (và { $n } lỗi khác)
campaign_file-in_key = mục “{ $key }”: { $what }

# family: form_problem
form_problem-schema = chỉ đọc được schema 1, tệp ghi “{ $what }”
form_problem-id = “{ $what }” không dùng làm mã đợt được: chỉ chữ thường không dấu, số và dấu gạch nối, từ 2 đến 40 ký tự, bắt đầu bằng chữ
form_problem-todo = còn chỗ ghi TODO phải viết lại: “{ $what }”
form_problem-empty = còn để trống
form_problem-timezone = múi giờ “{ $what }” không dùng được; hãy viết Asia/Ho_Chi_Minh hoặc dạng +07:00
form_problem-cutoff = “{ $what }” không phải thời điểm; hãy viết như 2020-06-05T00:00:00+07:00
form_problem-cutoff-before-window = thời điểm chốt phải sau ngày đầu của đợt hoạt động ({ $what })
form_problem-letter-after-cutoff = ngày công văn phải trước thời điểm chốt ({ $what })
form_problem-window = ngày cuối đứng trước ngày đầu ({ $what })
form_problem-day-outside-roster = danh sách đơn vị { $what } không có hiệu lực vào ngày đã chọn
form_problem-duplicate = “{ $what }” xuất hiện hai lần
form_problem-unknown-unit = danh sách không có đơn vị mã “{ $what }”
form_problem-unknown-indicator = không có chỉ tiêu “{ $what }”
form_problem-unknown-goal-set = bộ mục tiêu chỉ có thể là: { $what }
form_problem-two-editions = chỉ ghi được một bản Kết nối 2030, mà { $what } là bản thứ hai: cả hai cùng đánh số mục tiêu từ 1
form_problem-step-far = mốc đôn đốc cách ngày cuối nhiều nhất 90 ngày, mà { $what } xa hơn
form_problem-step-order = các mốc phải xếp tăng dần, không lặp lại, mà { $what } không muộn hơn mốc đứng trước
form_problem-address = “{ $what }” không phải địa chỉ thư gửi được
errors-panic = ketnoi gặp lỗi bên trong và đã dừng; điều đã báo là đã ghi thì còn nguyên. Chi tiết ở dòng sau và trong tệp nhật ký
errors-fault = ketnoi gặp lỗi của máy và đã dừng; những gì đã ghi nhận vẫn còn nguyên. Xin báo cho quản trị viên.


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
fallen-title = MÁY CHỦ ĐÃ MẤT BẢN GHI
fallen-head = MẤT BẢN GHI: { $had } → { $found } · { $site }
fallen-had = Từng thấy ở đây: bản ghi { $had } của { $stream }, { $had_hash }
fallen-found = Nay ở { $site }: bản ghi { $found }, { $found_hash }
fallen-stopped = Trên màn hình là những gì thấy trước đó. Từ đây không ghi gì. Hãy hỏi người quản trị máy chủ phần đã mất có trở lại không; nếu có, thông báo này tự mất.
fallen-stopped_wall = Trên màn hình là những gì thấy trước đó. Hãy báo cho người quản trị máy chủ.
fallen-keys = { $key }: làm tiếp với dữ liệu hiện có · { $away }: cất thông báo
fallen-accept_lines = Những gì ghi nhận sau đó coi như mất đối với mọi người làm tiếp và phải ghi lại. Màn hình sẽ hiện dữ liệu trên máy chủ; nội dung đang nhập trong biểu mẫu vẫn giữ nguyên.
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

# ---- the welcome
welcome-title = Chào mừng đến với ketnoi
welcome-what = ketnoi là phòng điều hành của một đợt báo cáo toàn quốc: cho biết tỉnh nào đã báo cáo, còn thiếu gì và cần gọi cho ai. Mọi nội dung ghi nhận đều được lưu lại, kèm người ghi và thời điểm ghi.
welcome-what_short = Phòng điều hành một đợt báo cáo toàn quốc.
welcome-next_day = { $n ->
    [0] Hôm nay là Ngày { $date }
   *[other] Ngày sắp tới: { $date }, còn { $n } ngày
  }
welcome-set_up = Lập đợt báo cáo năm { $year }
welcome-demo = Xem chạy thử
welcome-work = Làm việc với đợt năm { $year }
welcome-look_around = Xem qua màn hình
welcome-demo_how = Một đợt báo cáo giả định tự chạy, mười giây một ngày. Mọi phím đều dùng được và không lưu lại gì. Thoát ketnoi rồi gõ:

# Lập đợt báo cáo trên màn hình
setup-title = Lập đợt báo cáo
setup-waiting = Đang đọc các mẫu và bản nháp…
setup-group_letter = Công văn
setup-group_dates = Thời gian và thời hạn
setup-group_asks = Nội dung yêu cầu
setup-group_parts = Thành phần báo cáo
setup-group_documents = Tài liệu kèm theo
setup-group_whom = Bên gửi và bên nhận
setup-label_source = Lập từ
setup-label_day = Ngày hưởng ứng
setup-label_number = Số
setup-label_symbol = Ký hiệu
setup-label_letter_date = Ngày công văn
setup-label_theme = Chủ đề
setup-label_from = Hoạt động từ ngày
setup-label_to = Hoạt động đến ngày
setup-label_words = Thời hạn
setup-label_last_day = Ngày cuối còn tính
setup-label_ask = Yêu cầu
setup-label_part_text = Nội dung báo cáo
setup-label_part_document = Văn bản
setup-label_part_photo = Ảnh
setup-label_part_video = Tệp video
setup-label_figures = Chỉ tiêu số liệu
setup-label_document = Tài liệu
setup-label_url = Địa chỉ tài liệu
setup-label_roster = Danh sách đơn vị
setup-label_edition = Bản Kết nối 2030
setup-label_sender = Cơ quan gửi
setup-label_charge = Đơn vị chủ trì
setup-label_addressees = Nơi nhận
setup-label_signer = Người ký
setup-label_signer_title = Chức vụ người ký
setup-label_domains = Tên miền thư
setup-label_id = Mã đợt
setup-source_draft = bản nháp { $file }
setup-source_model = mẫu { $id }
setup-source_campaign = đợt { $id }
setup-part_required = bắt buộc
setup-part_optional = nếu có
setup-part_no = không yêu cầu
setup-edition = bản năm { $year }
setup-edition_none = không dùng
setup-hint_source = Một bản nháp đang viết dở, một mẫu hoặc một đợt đã có. Đổi chỗ này không làm mất bản nháp nào.
setup-hint_number = Số của công văn, như 1520. Có thể điền sau.
setup-hint_symbol = Ký hiệu, như BKHCN-HTQT. Có thể điền sau.
setup-hint_theme = Chủ đề của năm, đúng như trong công văn.
setup-hint_words = Chép đúng lời công văn, như “trước ngày 05 tháng 6 năm 2027”. Lời này không đọc được thành ngày: hãy ghi ngày cuối ở dưới.
setup-hint_words_read = Hiểu là: tính đến hết { $date }.
setup-hint_ask = Một việc mà công văn yêu cầu. Xóa trống thì mục này mất; mục trống cuối cùng để viết thêm.
setup-hint_part = Phần “nếu có” không bao giờ bị tính là thiếu.
setup-hint_figures = Mã chỉ tiêu, cách nhau bằng dấu phẩy. Có thể để trống.
setup-hint_document = Tên tài liệu gửi kèm. Xóa trống thì mục này mất; mục trống cuối cùng để viết thêm.
setup-hint_url = Nơi đọc tài liệu, nếu có.
setup-hint_roster = { $n } đơn vị; hiệu lực từ { $from } đến { $to }.
setup-hint_edition = Bản năm 2022 dùng cho các đợt từ năm 2023.
setup-hint_office = Tên chính thức, đúng như trong công văn.
setup-hint_signer = Họ và tên người ký. Có thể điền sau.
setup-hint_signer_title = Chức vụ ghi trên chữ ký, như Vụ trưởng Vụ Hợp tác quốc tế.
setup-hint_domains = Mỗi dòng một đơn vị: HNI hanoi.gov.vn. Chỉ để gợi ý thư là của ai.
setup-hint_id = Tên của đợt trong kho dữ liệu, không đổi được nữa: chữ thường không dấu, số, dấu gạch nối.
setup-hint_look = Lời của mẫu, cần soát lại; đúng rồi thì bấm Enter.
setup-about_day = Ngày được hưởng ứng. Ngày và lời văn nào còn như đề xuất thì đổi theo ngày này.
setup-about_letter_date = Ngày ghi trên công văn. Có thể bổ sung sau.
setup-about_window = Các hoạt động được tổ chức trong khoảng giữa hai ngày này.
setup-about_words = Nguyên văn thời hạn trong công văn; hiện trên màn hình chính và màn hình treo tường, cạnh ngày được hiểu.
setup-about_last_day = Báo cáo đến trước khi hết ngày này là đúng hạn; qua ngày này đơn vị bị coi là quá hạn.
setup-about_part = Những gì một báo cáo đầy đủ phải có. Phần bắt buộc chưa có thì tính là còn thiếu.
setup-about_roster = Danh sách đơn vị phải báo cáo, theo địa giới có hiệu lực vào Ngày hưởng ứng.
setup-about_edition = Các mục tiêu và chỉ tiêu mà hoạt động có thể gắn vào.
setup-about_office = Nơi gửi, đơn vị chủ trì, nơi nhận: lưu cùng đợt báo cáo, đúng như công văn ghi.
setup-wrong_domain = Dòng { $n }: “{ $word }” không phải đơn vị của danh sách, hoặc thiếu tên miền
setup-wrong_opened = Đợt { $id } đã được mở trong kho dữ liệu này; hãy đặt mã khác
setup-follows_cutoff = Tính đến hết { $weekday } { $date }; muộn từ { $late }.
setup-follows_days = { $n } ngày làm việc tính từ hôm nay; { $after } ngày làm việc sau đợt hoạt động.
setup-follows_units = { $n } đơn vị: { $roster }.
setup-follows_goals = Kết nối 2030: { $goals } mục tiêu, { $targets } chỉ tiêu.
setup-doubt_words = Lời công văn nói đến hết { $date }, còn ngày cuối ghi là { $last }.
setup-doubt_calendar = Chưa có lịch nghỉ năm { $year }: ngày làm việc chỉ trừ thứ Bảy, Chủ nhật.
setup-left_todo = Còn { $n } chỗ phải viết hoặc soát: { $names }
setup-left_out = Còn trống { $n } chỗ, có thể điền sau: { $names }
setup-left_none = Không còn chỗ nào bắt buộc.
setup-file = Bản nháp: { $file }
setup-file_none = Bản nháp sẽ lưu ở { $folder } khi sửa chỗ đầu tiên.
setup-file_not_saved = Bản nháp CHƯA lưu được; nội dung vẫn còn ở đây.
setup-file_beside = { $other } đã bị người khác sửa và được giữ nguyên; nội dung ở đây lưu vào { $file }
setup-broken = Không đọc được một bản nháp, tệp được giữ nguyên: { $what }
setup-short = Còn { $n } chỗ, { $out } trống · hết { $date } · { $days } ngày làm việc
setup-summary = Ngày { $day }; hoạt động { $from } – { $to }; thời hạn “{ $words }”, tính đến hết { $last }; { $n } đơn vị.
setup-opened = Đã mở đợt { $id }.
# family: campaign_doubt
campaign_doubt-far = Ngày { $date } ở rất xa; có đúng vậy không?
campaign_doubt-after-deadline = Đợt hoạt động kéo dài quá hạn báo cáo ({ $date }).
campaign_doubt-day-off = Ngày cuối còn tính, { $date }, là ngày nghỉ.
campaign_doubt-over = Ngày cuối còn tính, { $date }, đã qua.

#  The Excel form.
workbook-title_form = Biểu mẫu báo cáo kết quả
workbook-for_unit = Đơn vị
workbook-for_campaign = Đợt báo cáo
workbook-by_deadline = Thời hạn
workbook-how =
    Cách điền:
    1. Trang “Báo cáo” (trang này): số, ký hiệu và ngày của văn bản báo cáo; tóm tắt kết quả.
    2. Trang “Hoạt động”: mỗi hoạt động một dòng. Có thể chèn thêm dòng, nới rộng cột. Dòng có sẵn là hoạt động Bộ đã ghi nhận: sửa trực tiếp nếu chưa đúng.
    3. Trang “Số liệu”: điền ô “Giá trị”. Để trống nếu không có số liệu.
    4. Lưu tệp (giữ dạng Excel) và gửi kèm văn bản báo cáo bằng thư điện tử. Không cần gõ lại các nội dung này ở nơi khác.
    Ô màu trắng để điền; ô màu xám giữ nguyên.
workbook-page_report = Báo cáo
workbook-page_activities = Hoạt động
workbook-page_figures = Số liệu
workbook-page_lists = Danh mục để chọn
workbook-about_activities = Mỗi hoạt động một dòng. Loại, hình thức, tình trạng chọn từ danh sách; SDG và mục tiêu Kết nối 2030 ghi số theo trang “Danh mục”, nhiều số cách nhau bằng dấu chấm phẩy (ví dụ: 9; 9.c).
workbook-about_figures = Điền ô “Giá trị”. Số lẻ ghi bằng dấu phẩy (85,5); tỷ lệ phần trăm ghi 85,5 hoặc 85,5%.
workbook-number = Số, ký hiệu văn bản
workbook-dated = Ngày văn bản
workbook-results = Tóm tắt kết quả
workbook-proposals = Khó khăn, kiến nghị
workbook-id = Mã
workbook-kind = Loại hoạt động
workbook-title = Tên hoạt động
workbook-from = Từ ngày
workbook-to = Đến ngày
workbook-mode = Hình thức
workbook-reach = Số người tham gia
workbook-sdgs = SDG
workbook-goals = Mục tiêu Kết nối 2030
workbook-status = Tình trạng
workbook-indicator = Mã chỉ tiêu
workbook-label = Chỉ tiêu
workbook-unit = Đơn vị tính
workbook-value = Giá trị
workbook-usual = Thường trong khoảng
workbook-last = Đã ghi nhận
workbook-between = { $least } đến { $most }
workbook-check_title = Kiểm tra lại
workbook-check = Giá trị này khác với danh sách hoặc khoảng thường gặp. Vẫn giữ lại nếu đúng.
form_wrong-missing = thiếu “{ $what }”
form_wrong-formula = công thức bị lỗi
form_wrong-no_day = không phải ngày; hãy ghi như 25/5/2020
form_wrong-reversed = ngày kết thúc trước ngày bắt đầu
form_wrong-no_number = không phải số
form_wrong-two_ways = có hai cách đọc; hãy ghi { $first } hoặc { $second }
form_wrong-impossible = ngoài khoảng có thể, từ { $min } đến { $max }
form_wrong-not_in_list = không có trong danh sách
form_wrong-no_goal = có số không phải SDG hoặc mục tiêu của đợt báo cáo
form_wrong-no_symbol = không phải số và ký hiệu văn bản; hãy ghi như 77/BC-SKHCN
form_wrong-too_long = dài quá mức cho một tên hoạt động
form_wrong-no_figure = đợt báo cáo không hỏi chỉ tiêu này
cli-form_whose = Hãy nêu đơn vị, hoặc --all cho mọi đơn vị.
cli-no_folder = Không có thư mục { $file }; hãy tạo trước.
cli-forms_written = Đã ghi { $n } biểu mẫu vào { $file }
cli-form_unfit = Không đọc được { $file }: không phải bảng tính (.xlsx, .ods, .xls), hoặc tệp hỏng.
cli-form_beyond = Không đọc { $file }: tệp quá lớn hoặc đòi quá nhiều bộ nhớ.
cli-form_no_process = Chưa đọc được { $file }: không khởi động được tiến trình đọc.
cli-form_no_code = { $file } không phải biểu mẫu do ketnoi tạo: không thấy mã đợt báo cáo và đơn vị.
cli-form_campaign = { $file } là biểu mẫu của đợt báo cáo { $campaign }; hãy chạy lại với --campaign { $campaign }.
cli-form_unit = { $file } là biểu mẫu của đơn vị { $unit }, không có trong đợt báo cáo này.
cli-form_of = { $file }: { $unit }
cli-form_troubles = Chưa đọc được { $n } ô (phần còn lại vẫn được lấy):
cli-form_trouble = { $sheet }!{ $cell }: { $some ->
    [yes] “{ $written }”: { $why }
   *[no] { $why }
  }
cli-ask_form = Ghi nội dung biểu mẫu của { $units }?{ $troubles ->
    [0] { "" }
   *[other] { " " }Có { $troubles } ô chưa đọc được sẽ không được ghi.
  }{ $some ->
    [yes] { " " }Số liệu khác thường: { $unusual }.
   *[no] { "" }
  }
cli-form_taken = { $unit }: { $added } hoạt động mới, { $edited } hoạt động sửa, { $figures } số liệu
did-form_read = Đã ghi biểu mẫu: { $what }
cmd_help-form = Biểu mẫu Excel cho địa phương: tạo ra và đọc lại
cmd_help-form_write = Tạo biểu mẫu Excel cho đơn vị, có sẵn những gì đã ghi nhận
cmd_help-form_read = Đọc biểu mẫu đã điền (.xlsx, .ods, .xls), hiện nội dung, rồi ghi nhận sau khi hỏi
opt_help-form_all = Mọi đơn vị
opt_help-form_dir = Thư mục để ghi biểu mẫu
opt_help-form_dry_run = Chỉ hiện nội dung, không ghi nhận
## inbox

heading-letter = Thư
heading-from = Người gửi
heading-subject = Chủ đề
heading-files = Tệp
cli-inbox_empty = Không có thư nào.
cli-search_nothing = Không có thư nào chứa “{ $words }”.
cli-letter_cut = (Còn nữa; tệp lưu có đủ toàn văn.)
cli-no_changes = { $named ->
    [yes] { $unit } không có bản { $n } đứng sau một bản khác.
   *[no] { $unit } chưa gửi bản thứ hai nên không có gì để so sánh.
 }
cli-search_no_words = “{ $words }” không có chữ hay số nào để tìm; hãy gõ ít nhất một từ.
cli-search_reading = { $count ->
   *[other] Đang đọc chữ của { $number } thư trước; việc này chỉ làm một lần.
 }
heading-found_in = Tìm thấy ở
heading-excerpt = Đoạn trích
words-found_itself = nội dung thư
cli-letter_unknown = Không có thư “{ $id }”; hãy ghi ít nhất 6 chữ số đầu của mã thư trong “ketnoi inbox list”.
cli-letter_several = “{ $id }” có thể là nhiều thư: { $names }
cli-head_campaign = Đợt báo cáo
cli-head_claimed_date = Ngày người gửi ghi
cli-head_counts_from = Tính là nhận lúc
cli-head_document = Văn bản
cli-head_charset = Bảng mã
cli-head_decided = Người xử lý
cli-head_source = Lấy từ
cli-head_detail = Chi tiết
cli-head_program = Phiên bản chương trình
cli-head_noticed = Ghi nhận
cli-head_copies = Các bản khác
cli-head_conflicts = Cùng Message-ID, khác nội dung
words-letter_reason = { $rule }: “{ $what }”
words-letter_perhaps = { $unit }?
words-letter_packed_elsewhere = kiểu nén (RAR, 7z…) không mở được ở đây: hãy giải nén bằng chương trình khác, hoặc đề nghị gửi lại bằng ZIP
words-letter_part = { $named ->
    [yes] { $kind } “{ $name }”, { $size }
   *[no] { $kind }, { $size }
 }{ $flagged ->
    [yes] {" "}({ $flags })
   *[no] {""}
 }
cmd_help-inbox_sweep = Lấy thư từ hộp thư: .eml, mbox, Maildir, .msg, thư mục chứa chúng, imaps://, imap://
cmd_help-inbox_status = Tình trạng từng hộp thư, thư nào chờ từ bao giờ
cmd_help-inbox_retry = Đọc lại, từ kho, những gì chưa đọc được
opt_help-letter_source = Nguồn thư; không ghi thì lấy các nguồn trong cấu hình
opt_help-follow = Chạy tiếp, thư đến lúc nào lấy lúc đó
opt_help-failed_id = Thư chưa đọc được: các chữ số đầu của mã; không ghi thì đọc lại tất cả
opt_help-forget = Thôi theo dõi hộp thư này: không đọc nữa
heading-mailbox = Hộp thư
heading-reading = Tình trạng
heading-read = Đọc lần cuối
heading-left = Còn để lại
cli-no_rules = Chương trình này thiếu quy tắc nhận dạng thư; hãy cài lại.
cli-sweep_no_source = Hãy ghi nguồn thư, hoặc đặt “intake: sources” trong cấu hình.
cli-sweep_done = { $n } thư, { $rate } thư/giây
cli-sweep_rest = còn { $left }, khoảng { $time }
cli-sweep_left = còn { $left }
cli-swept = { $named ->
    [yes] { $mailbox }: {""}
   *[no] {""}
 }nhận { $n } thư: { $filed } đã chuyển, { $aside } chờ xử lý, { $automatic } tự động, { $duplicate } đã có, { $failed } không đọc được
cli-swept_left = { $n } thư quá lớn: đã ghi phần đầu, thư vẫn ở hộp thư (ketnoi inbox list --state failed).
cli-swept_unkept = { $n } mục không phải tệp thường hoặc không được phép đọc; không giữ được gì.
cli-swept_unmarked = { $n } thư đã ghi nhận nhưng không đánh dấu là đã đọc được trong hộp thư.
cli-swept_unsettled = Một số thư đã chuyển nhưng chưa vào đợt báo cáo; lần lấy thư sau sẽ làm tiếp.
cli-swept_stopped = Dừng trước khi xong. Những gì đã đếm thì đã được ghi nhận; phần còn lại sẽ lấy ở lần sau.
cli-retry_readable = { $id } đã đọc được rồi.
cli-retried = { $read } thư nay đọc được, { $failed } vẫn không đọc được; { $heads } thư chỉ có phần đầu, { $gone } thư không còn trong kho
cli-mailbox_unknown = Chưa từng đọc hộp thư { $mailbox }.
cli-mailbox_forgotten = Đã thôi theo dõi { $mailbox }; những gì lấy từ đó vẫn được giữ.
cli-no_mailboxes = Chưa đọc hộp thư nào.
words-mailbox_alarm = Hộp thư { $mailbox }: { $what }
words-letters_wait = { $n } thư chờ xử lý, thư đầu tiên chờ { $span }
words-letters_wait_none = Không có thư nào chờ.
mailbox_reading-well = đọc được
mailbox_reading-still = { $span } chưa được đọc
cmd_help-inbox = Thư đến
cmd_help-inbox_list = Liệt kê thư, thư cũ nhất trước
cmd_help-inbox_search = Tìm thư theo chữ trong thư và trong tệp đính kèm
cmd_help-inbox_show = Xem một thư với mọi điều đã ghi về thư đó
cmd_help-inbox_assign = Chuyển thư cho đơn vị
cmd_help-inbox_dismiss = Loại bỏ thư không liên quan
cmd_help-inbox_put-back = Rút lại quyết định về một thư
cmd_help-inbox_explain = Giải thích vì sao thư được xét như vậy và điều gì làm kết quả khác đi
cmd_help-inbox_forget = Quên một người gửi: nơi đã xếp thư trước không còn là gợi ý
opt_help-letter_state = Chỉ thư ở trạng thái này; có thể ghi nhiều lần
opt_help-search_words = Các từ cần tìm; mỗi từ là phần đầu của một từ trong thư, có thể gõ không dấu
opt_help-letter_id = Thư: các chữ số đầu của mã thư, ít nhất 6
opt_help-rules = Tệp quy tắc dùng thử, thay cho quy tắc đang áp dụng
opt_help-letter_sender = Địa chỉ người gửi

# family: letter_state
letter_state-set_aside = chờ xử lý
letter_state-filed = đã chuyển
letter_state-automatic = thư tự động
letter_state-dismissed = đã loại bỏ
letter_state-failed = không đọc được

# family: letter_flag
letter_flag-damaged-base64 = mã hóa base64 bị hỏng; đã đọc phần đọc được
letter_flag-damaged-quoted-printable = mã hóa quoted-printable bị hỏng
letter_flag-damaged-uuencode = mã hóa uuencode bị hỏng
letter_flag-unknown-encoding = gửi bằng cách mã hóa không rõ
letter_flag-missing-boundary = thiếu dòng phân cách các phần
letter_flag-cut-off = bị cắt cụt
letter_flag-damaged-head = phần đầu bị hỏng
letter_flag-outside-parts = nằm ở chỗ mà phần lớn chương trình không hiển thị
letter_flag-other-charset = đọc bằng bảng mã khác với khai báo
letter_flag-damaged-text = có byte không phải là chữ
letter_flag-declared-other = không phải loại tệp mà người gửi khai báo
letter_flag-signature-not-checked = có chữ ký số, chưa kiểm tra
letter_flag-cannot-open = không mở được
letter_flag-not-looked-into = không xem bên trong
letter_flag-too-deep = lồng quá sâu, không xem bên trong
letter_flag-too-many-parts = nhiều phần hơn mức được tách
letter_flag-head-too-large = phần đầu quá lớn
letter_flag-name-cut = tên tệp bị cắt bớt
letter_flag-edxml = gói tin của trục liên thông văn bản quốc gia
letter_flag-attachment-missing = thư nói có đính kèm nhưng không có tệp nào
letter_flag-links-only = chỉ có đường liên kết, không có tệp
letter_flag-logo-only = chỉ đính kèm biểu trưng
letter_flag-no-text = bản quét không có chữ: cần xem trực tiếp
letter_flag-cut = dài hơn phần đã đọc
letter_flag-macros = có chương trình (macro), không bao giờ chạy ở đây
letter_flag-external = dẫn đến tệp ở nơi khác, không tải về
letter_flag-same-name = trùng tên với tệp khác
letter_flag-odd-path = tên chỉ ra ngoài thư mục
letter_flag-damaged = bị hỏng, hoặc không đúng loại tệp
letter_flag-too-large = lớn hơn mức được giải nén
letter_flag-encrypted = bị khóa bằng mật khẩu; đề nghị bên gửi gửi lại bản không khóa
letter_flag-not-read = chưa đọc
letter_flag-several-forms = có biểu mẫu của nhiều đơn vị

# family: part_kind
part_kind-document = văn bản
part_kind-photo = ảnh
part_kind-video = đoạn phim
part_kind-text = nội dung thư
part_kind-archive = tệp nén
part_kind-signature = chữ ký số
part_kind-decoration = hình trang trí
part_kind-other = tệp khác

# family: received_by
received_by-internaldate = theo máy chủ thư
received_by-received-header = theo dòng của máy chủ nhà trong phần đầu thư
received_by-file = theo thời gian của tệp
received_by-sweep = lúc lấy thư về

## the inbox of the dashboard

forms-n_letters = { $n } thư

# family: letter_brings
letter_brings-report = Báo cáo: ghi nhận phiên bản tiếp theo của đơn vị cùng các tệp trong thư; như vậy chưa phải là đã duyệt.
letter_brings-addition = Phần bổ sung: các tệp được thêm vào tài liệu của đơn vị; không có phiên bản mới.
letter_brings-acknowledgement = Xác nhận: đơn vị đã nhận được công văn.
letter_brings-request = Đề nghị gia hạn: được lưu ở đơn vị, không tự gia hạn.
letter_brings-question = Câu hỏi: được lưu ở đơn vị, không làm thay đổi gì.
letter_brings-automatic = Thư tự động: không làm thay đổi gì.
letter_brings-other = Thư khác: được lưu ở đơn vị, không làm thay đổi gì.

# family: inbox_why
inbox_why-new = chưa xét
inbox_why-unit = của ai?
inbox_why-campaign = đợt nào?
inbox_why-kind = loại gì?
inbox_why-document = bản mới?
inbox_why-contradiction = mâu thuẫn
inbox_why-form = chưa mở xem
inbox_why-answer = chờ trả lời
inbox_why-refused = bị từ chối
inbox_why-put_back = đưa trở lại
inbox_why-unread = không đọc được
inbox_why-filed = đã chuyển
inbox_why-dismissed = đã loại
inbox_why-automatic = tự động

# family: inbox_only
inbox_only-new = Chỉ các thư chưa được xét
inbox_only-unit = Chỉ các thư chưa chắc của đơn vị nào
inbox_only-campaign = Chỉ các thư chưa chắc thuộc đợt báo cáo nào
inbox_only-kind = Chỉ các thư chưa chắc là loại gì
inbox_only-document = Chỉ các thư chưa chắc có phải phiên bản mới
inbox_only-contradiction = Chỉ các thư có nội dung mâu thuẫn
inbox_only-form = Chỉ các thư chưa xem bên trong
inbox_only-answer = Chỉ các thư cần người trả lời
inbox_only-refused = Chỉ các thư bị đợt báo cáo từ chối
inbox_only-put_back = Chỉ các thư được đưa trở lại
inbox_only-unread = Chỉ những gì không đọc được
inbox_only-filed = Chỉ các thư đã chuyển
inbox_only-dismissed = Chỉ các thư đã loại bỏ
inbox_only-automatic = Chỉ các thư tự động

# family: inbox_view
inbox_view-letter = Thư
inbox_view-changes = Thay đổi
inbox_view-parts = Các phần
inbox_view-why = Lý do
inbox_view-head = Đầu thư

inbox-all = Tất cả các thư
inbox-waiting = Chờ xử lý: { $n }
inbox-unread = Không đọc được: { $n }
inbox-decided = Mới xử lý: { $n }
inbox-more = và { $n } thư nữa
inbox-reading = Đang đọc …
inbox-empty = Chưa có thư nào. Thư được tiếp nhận bằng lệnh “ketnoi inbox sweep”.
inbox-no_match = Không có thư nào khớp với bộ lọc.
inbox-not_here = Thư này không còn trong hồ sơ, hoặc không thuộc phạm vi được xem.
inbox-found_in = { $named ->
    [yes] Thấy trong “{ $name }”: { $words }
   *[no] Thấy: { $words }
 }
inbox-found_more = còn { $n } thư khác
inbox-found_left = { $n } thư chưa đọc xong
inbox-makes_version = { $made ->
    [yes] Bản { $new } của báo cáo; mục “Thay đổi” cho biết có gì mới so với bản { $old }.
   *[no] Sẽ là bản sau bản { $old } của báo cáo; mục “Thay đổi” cho biết có gì mới.
 }
inbox-present = Thư được hiển thị theo hiện tại, không theo dòng thời gian.
inbox-wait = { $n } thư chờ
inbox-wait_since = { $n } thư chờ, sớm nhất từ { $date }
inbox-looked_at = { $who } đang xem thư này
inbox-no_subject = (không có tiêu đề)
inbox-no_name = (không tên)
inbox-received = Nhận lúc { $time }, { $by }
inbox-copies = Thư này còn đến thêm { $n } lần với dữ liệu khác; chỉ tính một lần.
inbox-not_judged = Chưa có ai và chưa có quy tắc nào xét thư này.
inbox-campaign_refused = Thư đã được chuyển nhưng đợt báo cáo từ chối; thư lại chờ xử lý.
inbox-automatic = Theo các quy tắc, đây là thư do máy gửi: không làm thay đổi gì.
inbox-rivals = Một thư khác có cùng Message-ID nhưng nội dung khác; cả hai đều được lưu.
inbox-filed_by = Đã chuyển cho { $units }, { $who }, { $time }
inbox-dismissed_by = Đã loại bỏ, { $who }, { $time }
inbox-put_back_by = Đã đưa trở lại chờ xử lý, { $who }, { $time }
inbox-no_candidate = Không thấy đơn vị nào có khả năng; hãy chọn theo tên.
inbox-no_files = Không kèm tệp.
inbox-no_parts = Không có phần nào.
inbox-no_text = Thư không có nội dung chữ.
inbox-no_reasons = Không quy tắc nào nhận xét về thư này.
inbox-other_reasons = Không nói về đơn vị nào, hoặc nói về đơn vị khác
inbox-weights = Trọng số cho biết một dấu hiệu đáng tin đến đâu; dấu hiệu phản bác có trọng số dưới không. Bộ quy tắc: { $rules }. Lệnh “ketnoi inbox explain” cho biết điều gì sẽ làm thay đổi kết quả.
inbox-cut = Còn nữa; xem đầy đủ trong tệp đã lưu.
inbox-raw = { $coded ->
    [yes] Từ { $source }, { $size }, bảng mã { $charset }. SHA-256 { $hash }
   *[no] Từ { $source }, { $size }. SHA-256 { $hash }
 }
inbox-unread_why = Không đọc được: { $why }. Bản ketnoi đã thử: { $program }.
inbox-retry = Dữ liệu đã được lưu; lệnh “ketnoi inbox retry” đọc lại lần nữa.
inbox-one_reason = Chỉ đánh dấu chung các thư cùng một lý do; các thư đã đánh dấu là: { $why }.
inbox-undo_note = rút lại ngay
inbox-done_filed = { $n ->
    [1] { $numbered ->
        [yes] Đã chuyển cho { $units }: { $kind }, { $document }
       *[no] Đã chuyển cho { $units }: { $kind }
    }
   *[other] Đã chuyển { $n } thư cho { $units }: { $kind }
 }
inbox-done_dismissed = Đã loại bỏ { $n } thư
inbox-done_put_back = { $n } thư lại chờ xử lý; những gì thư đã mang lại được rút lại
inbox-done_refused = Đợt báo cáo từ chối { $n } thư; thư lại chờ xử lý
inbox-done_unsettled = Đã quyết định nhưng chưa ghi được vào đợt báo cáo:
changes-compared = So sánh { $new } với { $old }
changes-would_be = bản tiếp theo
changes-files = Tệp
changes-no_files = Cả hai đều không kèm tệp.
changes-file = { $name } ({ $kind }, { $size })
changes-file_same = { $name } (giữ nguyên)
changes-file_renamed = { $name } (vẫn tệp ấy, trước là “{ $was }”)
changes-file_changed = { $name } (nội dung khác, { $size } thay cho { $was_size })
changes-figures = Số liệu
changes-no_figures = Không số liệu nào thay đổi.
changes-no_figure = chưa có
changes-figure = { $figure }: { $old } → { $new }
changes-text = Nội dung
changes-same_text = Nội dung giữ nguyên.
changes-same_lines = … { $n } dòng giữ nguyên
changes-not_read = Chưa có nội dung của thư; đang đọc.
changes-no_words = Một trong hai bản không có chữ để so sánh: bản quét, hoặc không gửi đến bằng thư.
changes-present = Thay đổi được tính theo hiện tại, không theo dòng thời gian.
# family: mailbox_trouble
mailbox_trouble-absent = không có ở đó
mailbox_trouble-address = địa chỉ sai
mailbox_trouble-secret = chưa có mật khẩu
mailbox_trouble-io = không đọc được
mailbox_trouble-server = máy chủ không cho đọc

# family: letter_flag
cli-sender_forgotten = Nơi đã xếp thư của { $sender } không còn là gợi ý. Thư vẫn ở nguyên chỗ.
cli-sender_unknown = Chưa ai xếp thư nào của { $sender }; không có gì để quên.
cli-explain_unreadable = Không đọc được { $id } như một bức thư nên không có gì để giải thích; xem bằng “ketnoi inbox show { $id }”.
cli-explain_gone = { $id }: nội dung gốc không còn trong kho, hoặc nay đọc ra thư khác; không xét lại được.
cli-explain_outcome = { $state ->
    [filed] xếp vào { $units }, là { $kind }
    [set_aside] để lại chờ xử lý, { $doubt }
   *[other] { $word }
 }
cli-explain_on_record = Đã ghi
cli-explain_now = Theo quy tắc lúc này
cli-explain_rules = Quy tắc
cli-explain_reasons = Lý do và trọng số:
cli-explain_changes = Điều làm kết quả khác đi:
cli-explain_no_change = Thêm hay bớt một lý do thì kết quả vẫn vậy.
cli-explain_change = { $more ->
    [yes] nếu có “{ $reason }” ({ $weight }): { $outcome }
   *[no] nếu không có “{ $reason }” ({ $weight }): { $outcome }
 }
cli-explain_difference = { $id } “{ $subject }”: { $before } → { $now }
cli-explain_all = { $rules ->
    [file] { $n } trong { $of } thư sẽ được xét khác theo { $file }.
   *[own] { $n } trong { $of } thư nay sẽ được xét khác với điều đã ghi.
 }
opt_help-all = Xét lại mọi thư đã giữ

# Thư đôn đốc giao cho máy chủ thư
remind-no_setting = Chưa gửi được thư nào vì cấu hình chưa cho biết máy chủ gửi thư và địa chỉ gửi: thiếu { $name }; xem docs/operations.md, mục “Reminders”.
remind-no_digest = Hãy ghi mã của danh sách do lệnh xem trước in ra (ketnoi remind --dry-run) vào --digest, để chỉ gửi đúng những gì đã được xem.
remind-bad_digest = Đây không phải là mã tóm lược; hãy chép nguyên vẹn mã do “ketnoi remind --dry-run” in ra.
remind-foreign_digest = Mã này của đợt báo cáo khác hoặc kho khác, hoặc cấu hình đã thay đổi. Chưa gửi thư nào; hãy chạy lại “ketnoi remind --dry-run”.
remind-changed = Danh sách nhận thư đã thay đổi sau lần xem trước. Chưa gửi thư nào; hãy xem lại “ketnoi remind --dry-run”. Những điểm khác:
remind-changed_gone = - { $to } ({ $units }; { $step }): không còn phải gửi
remind-changed_come = + { $to } ({ $units }; { $step }): mới phải gửi
remind-changed_more = … và { $n } điểm khác.
remind-unrecorded = Không ghi nhận được kết quả thư gửi { $to } ({ $outcome }). Thư này sẽ không tự gửi lại: lần “remind --send” sau sẽ ghi là chưa rõ, và “remind --settle” dùng để xác nhận kết quả.
remind-under_way = Đang gửi thư; hãy chờ gửi xong, hoặc ngừng gửi trong mục Đôn đốc.
remind-changed_here = Danh sách cần gửi đã thay đổi trong lúc hỏi, nên chưa gửi gì; hãy xem lại danh sách rồi gửi.
remind-no_server_here = Chưa khai báo máy chủ thư và địa chỉ gửi (remind.server, remind.from) nên chỉ soạn được thư nháp, không gửi được từ đây.
remind-settle_words = Hãy viết: ketnoi remind --settle ĐƠN-VỊ sent --note "…", hoặc not-sent thay cho sent.
remind-settle_note = Hãy ghi căn cứ vào --note, ví dụ: --note "văn phòng đã xác nhận qua điện thoại".
remind-settle_nothing = Không có thư nào gửi { $unit } còn chưa rõ kết quả.
carried-line = { $to } ({ $units }): { $outcome }
carried-nothing = Hôm nay không có đơn vị nào phải gửi thư đôn đốc.
carried-n_sent = { $n } đã gửi
carried-n_refused = { $n } bị từ chối
carried-n_not_sent = { $n } chưa gửi được
carried-n_unknown = { $n } chưa rõ
carried-n_left = { $n } chờ lần sau
carried-told = Thư: { $all }
carried-none = Không gửi thư nào.
carried-sum = Đã gửi { $sent }, bị từ chối { $refused }, chưa gửi được { $not_sent }, chưa rõ { $unknown }.
carried-rest = Còn { $n } thư chờ lần gửi sau.
# family: carried_fate
carried_fate-sent = đã gửi ({ $code } { $said })
carried_fate-refused = bị từ chối ({ $code } { $said })
carried_fate-not_sent = chưa gửi được: { $said }
carried_fate-unknown = chưa rõ máy chủ đã nhận hay chưa: { $said }; thư không tự gửi lại, xem “remind --settle”
carried_fate-in_hand = một phiên khác đang gửi thư này
carried_fate-may_have_left = thư có thể đã gửi đi từ trước; cần người xác nhận kết quả, xem “remind --settle”
carried_fate-done = đã gửi từ trước
carried_fate-later = lần trước chưa gửi được; gửi lại từ { $when }
carried_fate-no_longer_due = không còn phải gửi
carried_fate-unsendable = không soạn được thành thư gửi đi; hãy kiểm tra địa chỉ và lời văn của đợt báo cáo
carried_fate-left = chờ lần gửi sau
post-secret_unnamed = Chưa có mật khẩu cho { $mailbox }; hãy đặt mật khẩu vào một tệp chỉ mình đọc được rồi khai tệp đó trong cấu hình (remind, password_file), hoặc giao cho dịch vụ bằng thông tin xác thực “smtp” của systemd.
post-why = { $step }: { $what }
post-why_said = { $step }: { $what } ({ $said })
# family: post_step
post_step-connect = kết nối
post_step-greeting = chào
post_step-hello = giới thiệu (EHLO)
post_step-starttls = xin mã hóa (STARTTLS)
post_step-tls = mã hóa
post_step-login = đăng nhập
post_step-from = người gửi
post_step-to = người nhận
post_step-data = xin gửi nội dung (DATA)
post_step-text = nội dung thư
# family: post_why
post_why-unreachable = máy chủ không trả lời
post_why-silent = quá thời hạn mà không có trả lời
post_why-hung_up = đường truyền bị ngắt
post_why-certificate = chứng thư không khớp
post_why-authorities = không đọc được các chứng thư dùng để kiểm tra
post_why-unencrypted = máy chủ không có mã hóa
post_why-injected = có bên chen vào đường truyền trước khi mã hóa
post_why-no_login = không có cách đăng nhập phù hợp
post_why-protocol = trả lời không đúng như một máy chủ thư
post_why-answered = máy chủ không chấp nhận
post_why-eight_bit = máy chủ chỉ nhận ký tự ASCII
post_why-utf8_address = địa chỉ có chữ ngoài ASCII trước dấu @ mà máy chủ không nhận
post_why-stopped = đã dừng
post_why-taken = phiên khác đang gửi
# family: post_trouble
post_trouble-unreachable = Không kết nối được máy chủ thư { $server } ({ $why }); hãy kiểm tra remind.server, remind.port và đường mạng. Thư chưa gửi sẽ được gửi lại.
post_trouble-silent = Máy chủ thư { $server } không trả lời trong thời hạn ({ $why }). Thư chưa gửi sẽ được gửi lại; nếu máy chủ luôn chậm, hãy tăng remind.step_seconds.
post_trouble-hung_up = Máy chủ thư { $server } đã ngắt đường truyền ({ $why }). Thư chưa gửi sẽ được gửi lại.
post_trouble-certificate = Bên trả lời ở { $server } không chứng minh được mình là máy chủ đó ({ $why }) nên chưa giao mật khẩu hay thư nào; hãy kiểm tra remind.server, hoặc khai chứng thư của tổ chức chứng thực nội bộ ở remind.ca_file.
post_trouble-authorities = Không đọc được các chứng thư dùng để kiểm tra { $server } ({ $why }); hãy kiểm tra remind.ca_file.
post_trouble-unencrypted = { $server } không có mã hóa ({ $why }) nên chưa gửi gì. Nếu máy chủ mã hóa ngay từ đầu ở cổng riêng (465), hãy ghi “remind: tls: implicit”, hoặc hỏi người quản trị máy chủ.
post_trouble-injected = Có bên chen vào đường truyền tới { $server } trước khi mã hóa ({ $why }) nên chưa gửi gì. Hãy báo cho người quản trị máy chủ hoặc quản trị mạng.
post_trouble-no_login = { $server } không có cách đăng nhập phù hợp ({ $why }); máy chủ phải có AUTH PLAIN hoặc LOGIN trên đường truyền đã mã hóa. Không khai remind.user thì không đăng nhập.
post_trouble-protocol = { $server } trả lời không đúng như một máy chủ thư ({ $why }); hãy kiểm tra remind.server, remind.port và remind.tls.
post_trouble-answered = Máy chủ thư { $server } không chấp nhận ({ $why }); hãy kiểm tra remind.user, mật khẩu và remind.from, hoặc hỏi người quản trị máy chủ. Thư chưa gửi sẽ được gửi lại.
post_trouble-eight_bit = { $server } chỉ nhận ký tự ASCII ({ $why }).
post_trouble-utf8_address = { $server } không nhận địa chỉ có chữ ngoài ASCII trước dấu @ ({ $why }); xin đơn vị một địa chỉ khác.
post_trouble-stopped = Đã dừng trước khi giao thư tiếp theo cho { $server } ({ $why }).
post_trouble-taken = Một phiên khác đang gửi thư qua { $server } ({ $why }).
opt_help-unattended = Gửi các thư đến hạn mà không cần xem trước, như khi chạy theo lịch; thư gửi hỏng đợi đến giờ gửi lại
opt_help-after_restore = Xác nhận đã kiểm tra các thư gửi sau bản sao lưu, để kho vừa khôi phục được gửi thư đôn đốc
opt_help-settle = Xác nhận kết quả của thư còn chưa rõ gửi một đơn vị: sent (đã gửi) hoặc not-sent (chưa gửi)

## dossier
#  The consolidated report and the ITU summary: official writing. What a person must add stands as “…”.

dossier-title = Báo cáo kết quả hưởng ứng { $name } năm { $year }
dossier-kind_name = BÁO CÁO
dossier-subject = Kết quả hưởng ứng { $name } năm { $year }
dossier-ground = Thực hiện Công văn số { $number } ngày { $date } của { $sender } gửi { $units } về việc hưởng ứng { $name } năm { $year }, kết quả tổng hợp như sau:
dossier-as_above = Như trên
dossier-kept = Lưu: VT, { $drafting }
dossier-this_language = tiếng Việt
dossier-made = Lập từ đợt { $campaign }, thời điểm { $at }, bản ghi số { $seq } ({ $hash }), nội dung đợt { $definition }, { $lang }
dossier-made_by_happening = Lập từ đợt { $campaign }, những việc đã xảy ra đến { $at }, bản ghi số { $seq } ({ $hash }), nội dung đợt { $definition }, { $lang }
dossier-sum = Tổng cộng
dossier-situation = TÌNH HÌNH TRIỂN KHAI
dossier-asked = Yêu cầu của đợt báo cáo
dossier-theme = Chủ đề: { $theme }. Các hoạt động được tổ chức từ ngày { $from } đến ngày { $to }; báo cáo gửi về { $wording } (hết ngày { $until } theo thời hạn đang áp dụng).
dossier-requests = Nội dung yêu cầu:
dossier-reported = Tình hình gửi báo cáo
dossier-reported_sum = Đến { $moment }, { $reported }/{ $owing } đơn vị phải báo cáo đã gửi báo cáo, trong đó đúng hạn { $on_time }, chậm { $late }. Trong số báo cáo đã nhận, { $accepted } báo cáo đã duyệt, { $received } chờ xem xét, { $returned } đã trả lại để bổ sung.
dossier-reported_none = Đến { $moment }, chưa có đơn vị nào trong số { $owing } đơn vị phải báo cáo gửi báo cáo.
dossier-missing_sum = Chưa báo cáo: { $overdue } đơn vị đã quá hạn, { $pending } đơn vị còn trong hạn. Miễn báo cáo: { $exempt } đơn vị. Quá hạn bổ sung: { $corrections } đơn vị. Tình hình từng đơn vị ở { $appendix }.
dossier-reported_last = Cùng đợt năm { $year }, { $reported }/{ $total } đơn vị đã gửi báo cáo, trong đó đúng hạn { $on_time }.
dossier-table_regions = Tình hình gửi báo cáo theo vùng
dossier-col_region = Vùng
dossier-col_owing = Phải báo cáo
dossier-col_reported = Đã gửi
dossier-col_on_time = Đúng hạn
dossier-col_late = Chậm
dossier-col_missing = Chưa gửi
dossier-col_accepted = Đã duyệt
dossier-col_exempt = Miễn
dossier-chart_arrivals = Số đơn vị đã gửi báo cáo theo ngày
dossier-chart_owing = Phải báo cáo: { $n }
dossier-chart_deadline = Hạn { $date }
dossier-chart_regions = Báo cáo theo vùng
dossier-chart_of = { $reported }/{ $owing }
dossier-chart_goals = Số hoạt động theo mục tiêu Kết nối 2030
dossier-chart_map = Tình hình báo cáo trên bản đồ ô
dossier-caption_arrivals = Biểu đồ: tiến độ gửi báo cáo theo ngày
dossier-caption_regions = Biểu đồ: tình trạng báo cáo theo vùng
dossier-caption_goals = Biểu đồ: số hoạt động theo mục tiêu của Kết nối 2030
dossier-caption_map = Bản đồ ô: mỗi ô là một đơn vị; vị trí chỉ mang tính tương đối
dossier_tone-accepted = đã duyệt
dossier_tone-received = đã nhận, đúng hạn
dossier_tone-late = đã nhận, chậm
dossier_tone-returned = trả lại, bổ sung
dossier_tone-overdue = chưa gửi, quá hạn
dossier_tone-pending = chưa gửi, trong hạn
dossier_tone-exempt = miễn báo cáo
dossier-results = KẾT QUẢ THỰC HIỆN
dossier-held = Các hoạt động đã tổ chức
dossier-held_nothing = Chưa có hoạt động nào được ghi nhận.
dossier-held_sum = Có { $n } hoạt động của { $units } đơn vị, tiếp cận { $reach } lượt người theo số các đơn vị báo cáo. Tình trạng: đã tổ chức { $done }, đang diễn ra { $ongoing }, dự kiến { $planned }; ngoài ra { $cancelled } hoạt động đã hủy, không tính vào tổng số.
dossier-held_last = Năm { $year }: { $n } hoạt động, { $reach } lượt người.
dossier-reach_note = Lượt người tiếp cận là số do đơn vị tự báo, có thể trùng giữa các hoạt động; { $n } hoạt động không nêu số này.
dossier-table_kinds = Hoạt động theo loại
dossier-table_modes = Hoạt động theo hình thức
dossier-table_held = Hoạt động theo vùng
dossier-table_sdgs = Hoạt động theo Mục tiêu phát triển bền vững (SDG)
dossier-table_goals = Hoạt động theo mục tiêu và chỉ tiêu của Kết nối 2030
dossier-col_kind = Loại hoạt động
dossier-col_mode = Hình thức
dossier-col_sdg = Mục tiêu phát triển bền vững
dossier-col_goal = Mục tiêu, chỉ tiêu
dossier-col_activities = Số hoạt động
dossier-col_reach = Lượt người
dossier-by_region = Kết quả theo vùng
dossier-for_sdgs = Đóng góp cho các Mục tiêu phát triển bền vững
dossier-untagged = Một hoạt động có thể phục vụ nhiều mục tiêu nên không cộng các dòng; { $n } hoạt động không nêu mục tiêu nào.
dossier-for_goals = Đóng góp cho Chương trình Kết nối 2030
dossier-figures = Số liệu tổng hợp từ các đơn vị
dossier-no_figures = Chưa có đơn vị nào báo cáo số liệu.
dossier-table_figures = Số liệu tổng hợp
dossier-col_indicator = Chỉ tiêu
dossier-col_how = Cách tổng hợp
dossier-col_value = Giá trị
dossier-col_units = Số đơn vị
dossier-col_range = Thấp nhất – cao nhất
dossier-col_before = Năm { $year }

# family: dossier_how
dossier_how-sum = cộng
dossier_how-mean = trung bình cộng
dossier_how-yes = số đơn vị có

dossier-yes_of = { $n }/{ $of } đơn vị
dossier-value_of_units = { $value } ({ $units } đơn vị)
dossier-how_figures = Khối lượng được cộng lại. Tỷ lệ, mức trên 100 dân và tỷ số không cộng mà lấy trung bình cộng của các đơn vị có báo cáo, mỗi đơn vị tính như nhau, không theo dân số; vì vậy đây không phải là tỷ lệ chung của cả nước. Cột “Số đơn vị” cho biết bao nhiêu đơn vị đứng sau con số.
dossier-notable = Hoạt động tiêu biểu
dossier-no_notable = Chưa có hoạt động nào để nêu.
dossier-notable_one = { $title } ({ $unit }, { $days })
dossier-notable_reach = { $title } ({ $unit }, { $days }), { $reach } lượt người
dossier-serves_sdgs = ; SDG: { $ids }
dossier-serves_goals = ; Kết nối 2030: { $ids }
dossier-notable_rule = Chọn theo thứ tự: hoạt động được chuyên viên đánh dấu, số lượt người, số mục tiêu phục vụ; mỗi đơn vị một hoạt động, nhiều nhất { $most }.
dossier-files = Tư liệu
dossier-files_sum = Các đơn vị đã gửi { $documents } văn bản, { $photos } ảnh, { $videos } video; ảnh và danh mục video ở { $appendix }.
dossier-files_none = Chưa có văn bản, ảnh hay video nào được gửi đến.
dossier-shortcomings = TỒN TẠI, HẠN CHẾ
dossier-in_time = Về thời hạn báo cáo
dossier-all_in_time = Không đơn vị nào chậm hoặc còn nợ báo cáo.
dossier-who_overdue = Quá hạn chưa báo cáo ({ $n }): { $names }.
dossier-who_pending = Còn trong hạn, chưa báo cáo ({ $n }): { $names }.
dossier-who_late = Báo cáo chậm ({ $n }): { $names }.
dossier-who_corrections = Quá hạn bổ sung báo cáo đã trả lại ({ $n }): { $names }.
dossier-unsure = Về độ chắc chắn của số liệu
dossier-nothing_unsure = Không có điểm nào cần lưu ý.
dossier-unsure_silent = { $n } đơn vị chưa có thông tin nào.
dossier-unsure_unreviewed = Báo cáo đã nhận nhưng chưa được xem xét ({ $n }): { $names }.
dossier-unsure_newer = Có bản mới sau khi đã duyệt bản trước ({ $n }): { $names }.
dossier-unsure_incomplete = Đã duyệt khi còn thiếu phần bắt buộc ({ $n }): { $names }.
dossier-unsure_entered_later = Ghi nhận muộn hơn 24 giờ so với lúc nhận ({ $n }): { $names }.
dossier-unsure_extended_later = Đúng hạn nhờ gia hạn sau khi đã gửi ({ $n }): { $names }.
dossier-unsure_figure = Số liệu khác thường của { $unit }: { $indicator } { $value }.
dossier-unsure_unconfirmed = { $n } hoạt động đã qua ngày cuối nhưng chưa xác nhận là đã tổ chức.
dossier-unsure_letters = { $n } thư đến còn chờ xử lý, có thể có báo cáo trong đó.
dossier-unsure_unreadable = { $n } thư đến không đọc được.
dossier-causes = Nguyên nhân
dossier-proposals = ĐỀ XUẤT, KIẾN NGHỊ
dossier-closing = Trên đây là báo cáo kết quả hưởng ứng { $name } năm { $year }./.
dossier-appendix_units = Phụ lục I
dossier-appendix_activities = Phụ lục II
dossier-appendix_photos = Phụ lục III
dossier-units_title = Tình hình báo cáo của các đơn vị
dossier-activities_title = Danh mục hoạt động
dossier-photos_title = Hình ảnh, video
dossier-col_number = STT
dossier-col_unit = Đơn vị
dossier-col_state = Tình trạng
dossier-col_timely = Thời hạn
dossier-col_received_on = Ngày nhận
dossier-col_evidence = Tư liệu
dossier-col_title = Tên hoạt động
dossier-col_days = Thời gian
dossier-col_stands = Tình trạng
dossier-col_sdgs = SDG
dossier-col_goals = Kết nối 2030
dossier-col_file = Tên tệp
dossier-col_caption = Chú thích
dossier-col_length = Thời lượng
dossier-col_size = Dung lượng
dossier-table_videos = Danh mục video
dossier-no_photos = Không có ảnh hay video nào.
dossier-photo = Ảnh { $n }. { $caption } ({ $unit })
dossier-photo_bare = Ảnh { $n }. { $unit }
dossier-photo_unasked = Ảnh { $n }. { $caption } ({ $unit }; chưa hỏi ý kiến người trong ảnh)
dossier-photo_bare_unasked = Ảnh { $n }. { $unit } (chưa hỏi ý kiến người trong ảnh)
dossier-photos_house = Đưa vào { $shown }/{ $all } ảnh, mỗi đơn vị nhiều nhất { $of_a_unit }{ $others ->
    [0] { "" }
   *[other] ; { $others } ảnh khác lưu trong hồ sơ
 }{ $barred ->
    [0] { "" }
   *[other] ; { $barred } ảnh không sử dụng vì người trong ảnh không đồng ý
 }.
dossier-photos_abroad = Đưa vào { $shown }/{ $all } ảnh, mỗi đơn vị nhiều nhất { $of_a_unit }{ $others ->
    [0] { "" }
   *[other] ; { $others } ảnh khác lưu trong hồ sơ
 }{ $barred ->
    [0] { "" }
   *[other] ; { $barred } ảnh không gửi đi vì chưa có sự đồng ý
 }.
opt_help-send = Giao thư cho máy chủ thư đã khai trong cấu hình
opt_help-digest = Mã do lệnh xem trước in ra


## decree
#  Thể thức văn bản theo Nghị định 30/2020/NĐ-CP (check-document).


cmd_help-check-document = Kiểm tra thể thức một văn bản DOCX theo Nghị định 30/2020/NĐ-CP
cli-decree_sum = { $file }: { $broken } quy định bị vi phạm, { $unfilled } chỗ còn để trống, { $unknown } không xác định được, { $kept } đúng
cli-decree_more = … và { $n } chỗ nữa
cli-decree_at = đoạn { $n } “{ $words }”: { $what }
cli-decree_in_header = đầu trang: { $what }
cli-decree_unfit = Không kiểm tra được { $file }: không phải tệp DOCX, hoặc tệp hỏng.
cli-decree_beyond = Không kiểm tra { $file }: tệp quá lớn hoặc đòi quá nhiều bộ nhớ.
cli-decree_locked = Không kiểm tra được { $file }: tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.
cli-decree_no_process = Chưa kiểm tra được { $file }: không khởi động được tiến trình đọc.

# family: decree_verdict
decree_verdict-broken = Vi phạm
decree_verdict-unfilled = Còn để trống
decree_verdict-unknown = Không xác định được từ tệp
decree_verdict-kept = Đúng quy định

# family: decree_rule
decree_rule-paper = Khổ giấy A4 (210 × 297 mm)
decree_rule-upright = Trình bày theo chiều dài trang; chỉ bảng, biểu được theo chiều rộng
decree_rule-margins = Lề trên, dưới 20–25 mm; trái 30–35 mm; phải 15–20 mm
decree_rule-font = Phông chữ Times New Roman
decree_rule-colour = Chữ màu đen
decree_rule-page_number = Số trang: cỡ 13–14, đứng, giữa lề trên, không có ở trang đầu
decree_rule-national_title = Quốc hiệu: in hoa, cỡ 12–13, đứng, đậm, phía trên bên phải
decree_rule-motto = Tiêu ngữ: cỡ 13–14, đứng, đậm, canh giữa, gạch nối có cách chữ
decree_rule-motto_rule = Dưới Tiêu ngữ có đường kẻ dài bằng dòng chữ
decree_rule-title_spacing = Quốc hiệu và Tiêu ngữ cách nhau dòng đơn
decree_rule-parent = Cơ quan chủ quản: in hoa, cỡ 12–13, không đậm
decree_rule-issuer = Cơ quan ban hành: in hoa, cỡ 12–13, đậm, canh giữa
decree_rule-issuer_rule = Dưới tên cơ quan có đường kẻ dài 1/3 đến 1/2 dòng chữ
decree_rule-number = Số, ký hiệu: cỡ 13, đứng, canh giữa, “Số: …/…-…” không cách chữ
decree_rule-place_date = Địa danh, thời gian: cỡ 13–14, nghiêng; thêm số 0 trước ngày dưới 10 và tháng 1, 2
decree_rule-kind = Tên loại: in hoa, cỡ 13–14, đậm, canh giữa
decree_rule-subject = Trích yếu: cỡ 13–14, đậm, canh giữa (công văn: “V/v”, cỡ 12–13, đứng)
decree_rule-subject_rule = Dưới trích yếu có đường kẻ dài 1/3 đến 1/2 dòng chữ
decree_rule-addressee = Kính gửi: cỡ 13–14, đứng; nhiều nơi thì mỗi nơi một dòng, “;” và “.”
decree_rule-text_size = Nội dung: cỡ chữ 13–14
decree_rule-text_justified = Nội dung: canh đều hai lề
decree_rule-text_indent = Nội dung: đầu dòng lùi vào 10 hoặc 12,7 mm
decree_rule-text_spacing = Nội dung: các đoạn cách nhau tối thiểu 6 pt
decree_rule-line_spacing = Nội dung: cách dòng từ 1 đến 1,5 dòng
decree_rule-citation = Viện dẫn lần đầu ghi đầy đủ tên loại, số, ký hiệu, thời gian, cơ quan, trích yếu
decree_rule-headings = Phần, mục, khoản, điểm: kiểu chữ theo quy định
decree_rule-lettering = Điểm theo thứ tự a, b, c, d, đ, e, g, h, i, k, l, m
decree_rule-end_mark = Kết thúc nội dung bằng “./.”
decree_rule-signer = Quyền hạn, chức vụ in hoa, đậm; họ tên đậm, cỡ 13–14, không ghi học vị
decree_rule-recipients = Nơi nhận: cỡ 12, nghiêng, đậm; liệt kê cỡ 11, đứng, “-”, “;”, dòng cuối “Lưu: VT, …”
decree_rule-level = Nơi nhận ngang hàng với chức vụ người ký
decree_rule-appendix = Phụ lục: cỡ 14, đậm, canh giữa; tiêu đề in hoa, đậm; dòng kèm theo nghiêng
decree_rule-appendix_pages = Mỗi phụ lục đánh số trang riêng

# family: decree_fault
decree_fault-missing = { $some ->
    [no] không có
   *[other] không có (cần { $wants })
  }
decree_fault-size = cỡ { $is }, quy định { $wants }
decree_fault-not_bold = không đậm
decree_fault-bold = đậm
decree_fault-not_italic = không nghiêng
decree_fault-italic = nghiêng
decree_fault-not_capitals = không in hoa
decree_fault-not_centred = không canh giữa
decree_fault-not_justified = không canh đều hai lề
decree_fault-font = phông { $is }, quy định { $wants }
decree_fault-colour = màu { $is }
decree_fault-length = { $is } mm, quy định { $wants } mm
decree_fault-distance = cách { $is } pt, quy định { $wants } pt
decree_fault-lines = cách { $is } dòng, quy định { $wants }
decree_fault-words = { $some ->
    [no] có “{ $is }”
   *[other] ghi “{ $is }”, cần “{ $wants }”
  }
decree_fault-elsewhere = đặt sai vị trí
## export
#  Reports as files: what is said while one is made.

# family: export_what
export_what-consolidated = báo cáo tổng hợp
export_what-itu = bản cập nhật gửi ITU
export_what-status = tình hình báo cáo
export_what-activities = danh sách hoạt động
export_what-figures = số liệu
export_what-contacts = đầu mối liên hệ
export_what-log = nhật ký
export_what-calendar = lịch

# family: unfilled
unfilled-issuer = cơ quan ban hành
unfilled-abbreviation = chữ viết tắt tên cơ quan
unfilled-place = địa danh
unfilled-number = số
unfilled-day = ngày, tháng, năm
unfilled-office = chức vụ người ký
unfilled-signer = họ tên người ký
unfilled-addressees = nơi kính gửi
unfilled-recipients = nơi nhận
unfilled-drafting = đơn vị soạn thảo

# family: export_unrecorded
export_unrecorded-past = Không ghi nhận vào nhật ký vì đang xem thời điểm trong quá khứ.
export_unrecorded-read_only = Không ghi nhận vào nhật ký vì phiên này chỉ đọc.
export_unrecorded-role = Không ghi nhận vào nhật ký vì vai trò của bạn không ghi nhận bản xuất.
export_unrecorded-not_opened = Không ghi nhận vào nhật ký vì đợt chưa được mở.

export-needs_file = Hãy cho biết ghi vào tệp nào: -o TỆP.
export-format = Không rõ ghi { $file } ở dạng nào; hãy dùng đuôi tệp hoặc --format là một trong: { $formats }.
export-ask_over = { $file } đã có; ghi đè?
export-unsound = Tệp vừa ghi đọc lại không đúng ({ $what }) nên không dùng; { $file } được giữ nguyên như trước.
export-too_many_rows = { $file }: danh sách có { $n } dòng, nhiều hơn { $most } dòng mà một trang tính chứa được; hãy xuất ra CSV.
export-not_recorded = Tệp đã ghi xong nhưng chưa ghi nhận được vào nhật ký: { $why }
export-done = Đã xuất { $what }: { $file } ({ $size }); SHA-256 { $sha256 }.
export-done_here = Đã xuất { $what }: { $file } ({ $size }), SHA-256 { $sha256 }…
export-recorded = Đã ghi nhận vào nhật ký, số { $seq }.
export-used_template = Lập theo văn bản mẫu { $file }.
export-used_photos = { $n ->
    [0] Không kèm ảnh.
   *[other] Kèm nhiều nhất { $n } ảnh.
 }
export-used_paper = Bản giấy: dòng “Kèm theo” của phụ lục đã được điền.
export-unfilled = Còn để “…”: { $fields }. Điền ở mục official của tệp đợt, rồi “ketnoi campaign amend TỆP”.
export-registry = Để văn thư điền: { $fields }.
export-no_office = Máy này không có LibreOffice nên không lập được PDF; hãy xuất DOCX, hoặc cài LibreOffice.
export-no_pdf = LibreOffice không lập được PDF ({ $what }) nên { $file } giữ nguyên như trước; hãy xuất DOCX.
export-pdf_slow = LibreOffice chưa lập xong PDF sau { $seconds } giây nên đã dừng; hãy xuất DOCX.
export-pdf_nothing = chạy xong mà không có tệp nào
export-broken_off = Đã dừng giữa chừng; { $file } giữ nguyên như trước.
export-under_way = Đang ghi một văn bản khác; hãy chờ hoặc dừng việc đó trước.
export-photos_ready = Chuẩn bị ảnh: { $done }/{ $all }

photo_unshown-gone = tệp ảnh không còn
photo_unshown-no_press = máy này không thu nhỏ được ảnh
photo_unshown-damaged = không đọc được ảnh
photo_unshown-unread = không đọc được tệp

# family: sheet
sheet-status = Tình hình
sheet-activities = Hoạt động
sheet-figures = Số liệu
sheet-contacts = Đầu mối
sheet-log = Nhật ký
sheet-regions = Báo cáo theo vùng
sheet-kinds = Hoạt động theo loại

# family: calendar
calendar-window = Thời gian tổ chức hoạt động: { $name }
calendar-last_day = Hạn cuối gửi báo cáo: { $name }
calendar-deadline = Hết hạn gửi báo cáo: { $name }
calendar-extension = Gia hạn cho { $unit }: { $name }
calendar-due = Báo cáo gửi hết ngày { $day } còn đúng hạn; từ { $moment } là nộp chậm.


## itu
#  The update for ITU. It is written in English; this is for whoever checks it in Vietnamese.

itu-title = Việt Nam: kết quả hưởng ứng { $name } năm { $year }
itu-summary = TÓM TẮT
itu-about = { $name } ({ $day }) có chủ đề { $theme }. Các hoạt động được tổ chức từ ngày { $from } đến ngày { $to }.
itu-told = { $reported }/{ $owing } đơn vị đã gửi báo cáo. { $units } đơn vị tổ chức { $n } hoạt động, tiếp cận { $reach } lượt người theo số các đơn vị báo cáo.
itu-told_nothing = { $reported }/{ $owing } đơn vị đã gửi báo cáo. Chưa có hoạt động nào được ghi nhận.
itu-matrix = HOẠT ĐỘNG THEO SDG VÀ MỤC TIÊU KẾT NỐI 2030
itu-table_matrix = Số hoạt động phục vụ đồng thời một SDG và một mục tiêu của Kết nối 2030
itu-col_all = Tất cả
itu-matrix_note = Một hoạt động có thể phục vụ nhiều SDG và nhiều mục tiêu nên không cộng các ô; cột cuối là mọi hoạt động của SDG đó.
dossier-no_sdgs = Chưa có hoạt động nào nêu SDG.
dossier-no_goals = Chưa có hoạt động nào nêu mục tiêu của Kết nối 2030.
itu-figures = SỐ LIỆU
itu-notable = HOẠT ĐỘNG TIÊU BIỂU
itu-unsure = ĐỘ CHẮC CHẮN CỦA SỐ LIỆU
itu-annex = Phụ lục

# ------------------------------------------------------------------ reminders, receipts, letters to units

# family: remind_state
remind_state-due = gửi thư
remind_state-no_address = chưa có địa chỉ thư
remind_state-unusable = địa chỉ không dùng được
remind_state-today = hôm nay đã đôn đốc địa chỉ này
# family: reminder_state
reminder_state-drafted = đã soạn
reminder_state-sent = đã gửi
reminder_state-refused = bị từ chối
reminder_state-not_sent = chưa gửi được
reminder_state-unknown = chưa rõ
heading-address = Địa chỉ
heading-reminded = Đã đôn đốc
remind-bounced = { $address } (thư trước bị trả lại)
remind-bounced_here = { $who }: thư gửi { $address } trước đây bị trả lại; hãy sửa địa chỉ.
remind-refused_here = { $who }: máy chủ thư từ chối { $address } ({ $code }); hãy sửa địa chỉ.
remind-doubt_here = Chưa rõ thư gửi { $address } đã đến chưa: máy chủ không trả lời. Thư không tự gửi lại; hỏi đơn vị rồi xác nhận.
remind-in_doubt = chưa rõ đã đến chưa
remind-was_refused = máy chủ từ chối
remind-from_to = Từ: { $from }. Đến: { $to }
remind-from_unset = (chưa khai báo remind.from)
remind-gets = { $to }: { $units } ({ $step })
remind-gets_bounced = { $to }: { $units } ({ $step }) – thư trước bị trả lại
remind-gets_none = Không gửi được: { $units } ({ $step }) – { $to }
remind-and_more = … và { $n } dòng nữa
remind-times = { $n } lần, lần cuối { $at } ({ $what }, { $state })
remind-subject = Đôn đốc báo cáo { $name } năm { $year }: { $units }
remind-subject_returned = Trả lại báo cáo để bổ sung, { $name } năm { $year }: { $units }
remind-subject_taken = Đã nhận báo cáo { $name } năm { $year }: { $units }
remind-subject_call = Đề nghị hưởng ứng và báo cáo { $name } năm { $year }
remind-subject_digest = Tổng hợp đôn đốc ngày { $day }: { $name } năm { $year }
remind-greeting = Kính gửi: { $who }
remind-asked = { $sender } đã đề nghị các đơn vị báo cáo kết quả hưởng ứng { $name } năm { $year }, thời hạn { $deadline }.
remind-asked_by = Tại Công văn số { $number } ngày { $dated }, { $sender } đã đề nghị các đơn vị báo cáo kết quả hưởng ứng { $name } năm { $year }, thời hạn { $deadline }.
remind-report_before = Đến nay { $sender } chưa nhận được báo cáo của { $unit }. Thời hạn của đơn vị là hết ngày { $last_day }, còn { $n } ngày.
remind-report_today = Đến nay { $sender } chưa nhận được báo cáo của { $unit }. Hôm nay, { $last_day }, là ngày cuối của thời hạn.
remind-report_after = Thời hạn của { $unit } đã hết vào ngày { $last_day }, quá { $n } ngày; đến nay { $sender } chưa nhận được báo cáo.
remind-returned_because = Báo cáo của { $unit } (bản { $version }) đã được trả lại ngày { $returned } để bổ sung, với lý do: “{ $reason }”.
remind-correction_before = Đề nghị { $unit } gửi bản bổ sung chậm nhất hết ngày { $last_day }, còn { $n } ngày.
remind-correction_today = Hôm nay, { $last_day }, là ngày cuối để { $unit } gửi bản bổ sung.
remind-correction_after = Thời hạn gửi bản bổ sung của { $unit } đã hết vào ngày { $last_day }, quá { $n } ngày.
remind-parts = Báo cáo cần có:
remind-missing = Báo cáo còn thiếu:
remind-until = Đề nghị bổ sung chậm nhất hết ngày { $last_day }.
remind-complete = Báo cáo đã có đủ các phần được yêu cầu và đang chờ xem xét.
remind-taken_bare = { $sender } đã nhận báo cáo của { $unit } (bản { $version }) lúc { $at }.
remind-taken = { $sender } đã nhận báo cáo của { $unit } (bản { $version }) lúc { $at }: { $what }.
remind-reply = Đề nghị đơn vị gửi báo cáo bằng cách trả lời thư này. Nếu đã gửi, xin trả lời và cho biết số, ngày của văn bản để đối chiếu.
remind-call = { $sender } đề nghị đơn vị tổ chức hoạt động hưởng ứng { $name } năm { $year } và gửi báo cáo kết quả { $deadline }. Công văn và tài liệu được gửi kèm thư này.
remind-call_confirm = Xin trả lời thư này để xác nhận đã nhận được công văn.
remind-thanks = Trân trọng cảm ơn.
remind-digest = Ngày { $day } có { $n } thư đôn đốc báo cáo { $name } năm { $year }:
remind-reminded = Đã đôn đốc { $times }
remind-counts = Gửi được { $n } đơn vị, chưa được { $silent }
remind-sending = Đang gửi thư { $n }/{ $of }: { $to }
remind-stopping = Ngừng sau thư này ({ $n }/{ $of }): { $to }
remind-drafts_only = chỉ soạn nháp: chưa có máy chủ thư
letter-not_enclosed = Không kèm được, vì chưa lưu bản nào (ketnoi document attach): { $names }
remind-drafted = Đã soạn { $n } tệp trong { $folder }; { $silent } đơn vị chưa gửi được thư.
remind_paper-subject = V/v đôn đốc báo cáo kết quả hưởng ứng { $name } năm { $year }
remind_paper-to_listed = { $all } (theo danh sách kèm theo)
remind_paper-asked = { $sender } đã có Công văn số { $number } ngày { $dated } đề nghị các đơn vị tổ chức hoạt động hưởng ứng { $name } năm { $year } và gửi báo cáo kết quả { $deadline }.
remind_paper-owed = Tính đến ngày { $today }, còn { $n } đơn vị chưa gửi báo cáo hoặc chưa gửi bản bổ sung, theo danh sách tại Phụ lục kèm theo.
remind_paper-owed_few = Tính đến ngày { $today }, { $sender } chưa nhận được báo cáo hoặc bản bổ sung của đơn vị sau đây:
remind_paper-please = { $sender } đề nghị đơn vị khẩn trương gửi báo cáo để kịp tổng hợp, báo cáo Lãnh đạo Bộ và cập nhật cho Liên minh Viễn thông quốc tế (ITU). Trường hợp đã gửi, đề nghị thông báo số, ngày của văn bản để đối chiếu.
remind_paper-end = Trân trọng./.
remind_paper-appendix = Phụ lục
remind_paper-list = Danh sách đơn vị chưa gửi báo cáo
remind_paper-col_n = TT
remind_paper-col_unit = Đơn vị
remind_paper-col_last_day = Hạn cuối
remind_paper-col_why = Ghi chú
remind_paper-correction = chưa gửi bản bổ sung
remind_paper-report = chưa gửi báo cáo
remind_paper-call_subject = V/v hưởng ứng { $name } năm { $year }
remind_paper-call_why = Ngày { $day } là { $name } với chủ đề “{ $theme }”.
remind_paper-call_asks = { $sender } đề nghị các đơn vị, từ ngày { $from } đến ngày { $to }, thực hiện các nội dung sau:
remind_paper-call_parts = Báo cáo kết quả gồm:
remind_paper-part = { $part }
remind_paper-part_if_any = { $part } (nếu có)
remind_paper-call_until = Đề nghị gửi báo cáo kết quả về { $sender } { $deadline } để tổng hợp.
remind_paper-call_documents = Tài liệu gửi kèm:
remind_paper-call_contact = Đầu mối liên hệ: { $unit }.
cli-remind_nobody = Hôm nay không có đơn vị nào đến kỳ đôn đốc.
cli-remind_unopened = Đợt báo cáo chưa được mở nên chưa đôn đốc đơn vị nào.
cli-remind_closed = Đợt báo cáo đã đóng nên không đôn đốc nữa.
cli-remind_looked = Đã ghi nhận: các thư gửi sau bản sao lưu đã được kiểm tra. Có thể gửi thư đôn đốc trở lại.
cli-remind_not_restored = Không có gì phải kiểm tra: kho này không được khôi phục từ bản sao lưu, hoặc đã có người xác nhận.
cli-remind_digest = { $n } thư sẽ được soạn; { $silent } đơn vị không gửi được thư. Mã của danh sách: { $digest }
cli-remind_written = Đã soạn { $n } tệp trong { $folder }.

## preview
#  Văn bản gửi đi, xem trước khi ghi ra tệp.

preview-being_made = Văn bản đang được chuẩn bị …
preview-unsure = Chưa chắc chắn: { $n } điểm, ở mục “{ $heading }”
preview-table = Bảng: { $caption } ({ $n } dòng)
preview-table_bare = Bảng ({ $n } dòng)
preview-photos = Ảnh ({ $n })
preview-behind = { $figure }: { $n } nguồn
preview-version = { $unit }, bản { $n }
preview-of_unit = { $title } – { $unit }
preview-letter = Một thư đến
preview-list = { $n } dòng. Các cột: { $columns }.
preview-first_rows = Những dòng đầu
preview-writing = Đang ghi { $file } …
preview-photos_ready = Đang ghi { $file }: ảnh { $done }/{ $all } ({ $percent } %)
preview-stopping = Đang dừng; { $file } giữ nguyên …

# family: preview_what
preview_what-consolidated = Báo cáo tổng hợp
preview_what-itu = Bản cập nhật gửi ITU
preview_what-status = Tình hình báo cáo
preview_what-activities = Hoạt động
preview_what-figures = Số liệu các đơn vị
preview_what-contacts = Đầu mối liên hệ
preview_what-calendar = Lịch của đợt

# family: preview_lang
preview_lang-vi = tiếng Việt
preview_lang-en = tiếng Anh

# family: document_format
document_format-docx = Văn bản (DOCX)
document_format-md = Markdown (văn bản thuần)
document_format-html = Trang web (HTML)
document_format-json = Số liệu cho phần mềm (JSON)
document_format-csv = CSV (văn bản)
document_format-pdf = PDF (để đọc và in)
document_format-xlsx = Bảng tính (XLSX)
document_format-ics = Lịch (iCalendar)

## template
#  Mẫu văn bản của cơ quan (export template, check-template, --template).


cmd_help-export_template = Ghi mẫu văn bản với các chỗ điền, để cơ quan sửa theo ý mình
cmd_help-export_check-template = Kiểm tra một mẫu văn bản: có chỗ điền nào, dùng được không
opt_help-template = Mẫu DOCX của cơ quan để điền vào
cli-template_written = Đã ghi mẫu { $file }. Các chỗ điền: { $marks }
cli-template_fits = { $file } dùng được. Các chỗ điền: { $marks }
cli-template_docx_only = --template chỉ dùng với định dạng docx.

# family: template_refused
template_refused-unfit = Không dùng được mẫu { $file }: không phải tệp DOCX, hoặc tệp hỏng.
template_refused-beyond = Không dùng được mẫu { $file }: tệp quá lớn, hoặc giải nén ra quá nhiều.
template_refused-locked = Không dùng được mẫu { $file }: tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.
template_refused-no_process = Chưa kiểm tra được mẫu { $file }: không khởi động được tiến trình đọc.
template_refused-macros = Không dùng mẫu { $file }: trong tệp có macro. Hãy lưu lại thành .docx không macro.
template_refused-external = Không dùng mẫu { $file }: { $what } trỏ tới tệp ở nơi khác. Hãy nhúng tệp đó vào mẫu hoặc bỏ đi.
template_refused-field = Không dùng mẫu { $file }: trường { $what } lấy dữ liệu từ nơi khác khi mở văn bản. Hãy bỏ trường này.
template_refused-no_text = Không dùng được mẫu { $file }: thiếu chỗ điền { $what }. Hãy thêm nó vào một đoạn riêng.
template_refused-places = Không dùng được mẫu { $file }: { $what }. Các chỗ điền có sẵn: { $known }

# family: template_wrong
template_wrong-unknown = không có chỗ điền nào tên là { $what }
template_wrong-not_alone = { $what } phải đứng một mình trong đoạn
template_wrong-open = “{ $what }” mở mà không đóng bằng hai dấu ngoặc nhọn
template_wrong-markup = không đọc được phần { $what }

# family: bad_files
bad_files-scheme = đó không phải là nơi lưu tệp; hãy viết file:THƯ_MỤC hoặc s3://BUCKET/TIỀN_TỐ?region=VÙNG
bad_files-secret = không ghi khóa vào tên nơi lưu tệp vì người khác đọc được; hãy để hai khóa trong một tệp chỉ mình đọc được và chỉ ra bằng key_file=TỆP
bad_files-parameter = nơi lưu tệp không có tham số “{ $about }”; chỉ có endpoint, region, ca_file, key_file và wait
bad_files-value = tham số “{ $about }” của nơi lưu tệp bị ghi hai lần hoặc có giá trị không hợp lệ; ví dụ: endpoint=https://s3.example.vn:9000, region=ap-southeast-1, wait=30
bad_files-no_bucket = chưa ghi tên bucket; hãy viết s3://BUCKET/TIỀN_TỐ?region=VÙNG
bad_files-bucket = không bucket nào có thể tên là “{ $about }”: cần 3 đến 63 ký tự gồm chữ thường, chữ số, dấu chấm và dấu gạch ngang
bad_files-prefix = sau tên bucket không thể là “{ $about }”: chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới, các phần cách nhau bằng dấu gạch chéo
bad_files-no_region = chưa nói bucket ở đâu; hãy thêm region=VÙNG, hoặc endpoint=https://MÁY_CHỦ nếu là máy chủ riêng
bad_files-plain = không gửi tệp tới { $about } qua đường truyền ai cũng đọc được; hãy viết endpoint=https://{ $about }
bad_files-no_folder = chưa ghi thư mục; hãy viết file:THƯ_MỤC

# family: bucket
bucket-skewed = { $path } không nhận yêu cầu vì hai đồng hồ lệch nhau quá nhiều: máy này là { $ours }, máy chủ là { $theirs }. Hãy chỉnh lại đồng hồ máy này (timedatectl) rồi thử lại.
bucket-no_bucket = Không có bucket { $path }; hãy nhờ tạo, hoặc sửa mục “files” trong cấu hình.
bucket-region = { $path } nằm ở vùng { $about }; hãy ghi region={ $about } vào mục “files” trong cấu hình.
bucket-region_unsaid = { $path } nằm ở vùng hoặc máy chủ khác với mục “files” trong cấu hình; hãy sửa region= hoặc endpoint= ở đó.
bucket-foreign = { $path } không phải là nơi lưu tệp của ketnoi: ở đó có “{ $about }”. Hãy chọn bucket hoặc tiền tố còn trống, hoặc nơi ketnoi đã dùng.
bucket-garbage = Máy trả lời cho { $path } không phải là máy chủ S3, hoặc có gì đó chen vào giữa ({ $about }); hãy kiểm tra endpoint= ở mục “files” trong cấu hình.
bucket-versions = { $path } vẫn giữ các phiên bản cũ của tệp đã xóa và không cho xóa ({ $about }); người có quyền xem phiên bản ở đó vẫn đọc được. Hãy nhờ người quản trị bucket xóa.
bucket-unnamed = Chưa có khóa cho { $mailbox }; hãy ghi khóa truy cập và khóa bí mật thành hai dòng trong một tệp chỉ mình đọc được rồi chỉ ra bằng key_file= ở mục “files”, hoặc giao cho dịch vụ bằng thông tin xác thực “s3” của systemd.

# family: files_step
files_step-ours = nơi lưu là của ta
files_step-put = gửi một tệp
files_step-again = gửi lại tệp đó
files_step-wrong_sum = từ chối khi mã kiểm sai
files_step-get = đọc lại tệp
files_step-list = liệt kê tệp
files_step-remove = xóa tệp
