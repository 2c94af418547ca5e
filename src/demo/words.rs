//! What the people of the demo say and do: titles, names, notes, file names. Invented data, in Vietnamese as such data is;
//! no sentence of the program's own stands here. It must never know when or by whom any of it is used.
//!
//! `{d}` stands for the Day (`17/5`), `{u}` for the unit's name.

use crate::core::fact::Mode;

/// A kind of activity that departments really hold, with what it serves.
#[derive(Debug)]
pub struct Theme {
    /// Kind of the campaign; where the campaign does not know it, another one stands in.
    pub kind: &'static str,
    /// In person, online or both.
    pub mode: Mode,
    /// How many days it may last at most.
    pub days: u32,
    /// Smallest and largest number of people reached.
    pub reach: (i64, i64),
    /// SDGs and SDG targets.
    pub sdgs: &'static [&'static str],
    /// Connect 2030 goals and targets.
    pub goals: &'static [&'static str],
    /// Its title.
    pub title: &'static str,
}

const fn theme(
    kind: &'static str,
    mode: Mode,
    days: u32,
    reach: (i64, i64),
    sdgs: &'static [&'static str],
    goals: &'static [&'static str],
    title: &'static str,
) -> Theme {
    Theme {
        kind,
        mode,
        days,
        reach,
        sdgs,
        goals,
        title,
    }
}

use Mode::{Hybrid, InPerson, Online};

/// The activities.
#[rustfmt::skip]
pub const THEMES: &[Theme] = &[
    theme("banner", InPerson, 20, (80, 900), &["9", "17"], &["1", "2"], "Treo băng-rôn hưởng ứng Ngày {d} tại trụ sở Sở"),
    theme("banner", InPerson, 25, (300, 4_000), &["9.c", "11"], &["1", "2"], "Treo băng-rôn, phướn tuyên truyền Kết nối 2030 trên các tuyến đường chính"),
    theme("banner", InPerson, 15, (100, 1_200), &["17"], &["2"], "Treo băng-rôn tại các bưu cục và điểm bưu điện - văn hóa xã"),
    theme("panel", InPerson, 25, (200, 3_000), &["9", "17"], &["1", "2"], "Dựng pa-nô “Kết nối 2030” trước trung tâm hành chính công"),
    theme("panel", InPerson, 20, (150, 2_500), &["9.c"], &["1", "4"], "Pa-nô giới thiệu các Mục tiêu phát triển bền vững tại {u}"),
    theme("poster", InPerson, 20, (60, 700), &["4", "17"], &["2"], "Dán áp phích Ngày {d} tại bộ phận một cửa các huyện"),
    theme("poster", InPerson, 14, (80, 1_500), &["4.4", "5.b"], &["2.8", "2.10"], "Áp phích “Phụ nữ tự tin trong thời đại số” tại trụ sở Hội Phụ nữ"),
    theme("poster", Online, 20, (400, 6_000), &["3", "9"], &["1"], "Bộ áp phích điện tử về ICT phòng, chống Covid-19"),
    theme("broadcast", Online, 1, (5_000, 90_000), &["9.c", "17"], &["1", "2"], "Phóng sự truyền hình về Ngày {d} trên Đài Phát thanh - Truyền hình {u}"),
    theme("broadcast", Online, 10, (3_000, 60_000), &["9", "11"], &["2"], "Phát thanh chuyên đề Kết nối 2030 trên hệ thống truyền thanh cơ sở"),
    theme("broadcast", Online, 3, (2_000, 30_000), &["3", "16"], &["3"], "Tọa đàm phát thanh: nhận biết tin giả về dịch bệnh"),
    theme("message", Online, 1, (20_000, 400_000), &["9.c"], &["2"], "Nhắn tin Zalo tuyên truyền Ngày {d} tới người dân"),
    theme("message", Online, 5, (5_000, 120_000), &["17.8"], &["1", "2"], "Tin nhắn SMS của các doanh nghiệp viễn thông hưởng ứng Ngày {d}"),
    theme("message", Online, 12, (2_000, 45_000), &["9", "17"], &["2", "4"], "Loạt bài trên cổng thông tin điện tử và trang Facebook của Sở"),
    theme("message", Online, 7, (1_000, 20_000), &["16"], &["3", "3.1"], "Bản tin an toàn thông tin hằng ngày trên Zalo"),
    theme("seminar", Online, 1, (60, 400), &["9", "17.8"], &["1", "4"], "Hội thảo trực tuyến “ICT với các Mục tiêu phát triển bền vững”"),
    theme("seminar", Online, 1, (40, 250), &["8", "9"], &["4", "4.1"], "Tọa đàm trực tuyến: chuyển đổi số trong doanh nghiệp nhỏ và vừa"),
    theme("seminar", Hybrid, 1, (50, 300), &["11", "9"], &["1", "4"], "Tọa đàm đô thị thông minh và dữ liệu mở của {u}"),
    theme("seminar", Online, 1, (30, 200), &["3"], &["4"], "Hội thảo khám, chữa bệnh từ xa sau đại dịch"),
    theme("seminar", Hybrid, 1, (40, 220), &["13", "11"], &["3", "3.5"], "Tọa đàm ứng dụng ICT trong phòng, chống thiên tai"),
    theme("seminar", InPerson, 1, (30, 150), &["5.b", "4"], &["2.8"], "Gặp mặt nữ cán bộ ngành thông tin và truyền thông"),
    theme("seminar", Online, 1, (40, 300), &["17", "17.6"], &["5", "5.1"], "Hội nghị trực tuyến với các doanh nghiệp viễn thông trên địa bàn"),
    theme("training", Online, 2, (40, 350), &["4.4", "4.b"], &["2.10"], "Tập huấn trực tuyến kỹ năng số cho cán bộ xã"),
    theme("training", InPerson, 2, (20, 90), &["4", "5.b"], &["2.8", "2.10"], "Lớp kỹ năng số cơ bản cho phụ nữ nông thôn"),
    theme("training", Online, 3, (50, 500), &["4", "4.a"], &["2.10", "2"], "Hướng dẫn giáo viên dạy học trực tuyến trong thời gian giãn cách"),
    theme("training", InPerson, 1, (15, 60), &["10", "4"], &["2.9", "2.10"], "Hướng dẫn người khuyết tật sử dụng điện thoại thông minh"),
    theme("training", Online, 2, (40, 260), &["16"], &["3.1"], "Tập huấn bảo đảm an toàn thông tin cho cơ quan nhà nước"),
    theme("training", Hybrid, 2, (30, 180), &["8", "9"], &["4"], "Tập huấn đưa nông sản lên sàn thương mại điện tử"),
    theme("training", InPerson, 1, (25, 120), &["16", "9.c"], &["1", "2"], "Hướng dẫn người dân nộp hồ sơ dịch vụ công trực tuyến"),
    theme("contest", Online, 14, (200, 5_000), &["4", "9"], &["2.10", "4"], "Cuộc thi trực tuyến tìm hiểu Ngày {d}"),
    theme("contest", Online, 20, (100, 1_500), &["9", "8"], &["4"], "Cuộc thi ý tưởng khởi nghiệp số {u}"),
    theme("contest", Online, 15, (80, 900), &["4.4", "5"], &["2.8", "2.10"], "Cuộc thi lập trình cho học sinh trung học"),
    theme("contest", Hybrid, 10, (60, 700), &["11", "13"], &["3"], "Thi vẽ “Thành phố xanh, kết nối thông minh” cho thiếu nhi"),
    theme("exhibition", InPerson, 7, (150, 2_000), &["9", "17"], &["1"], "Trưng bày hình ảnh ngành thông tin và truyền thông {u}"),
    theme("exhibition", Online, 15, (500, 8_000), &["9", "17.8"], &["1", "4"], "Triển lãm trực tuyến sản phẩm số của địa phương"),
    theme("exhibition", InPerson, 5, (100, 900), &["11", "9"], &["4"], "Trưng bày sách, báo về công nghệ tại thư viện tỉnh"),
    theme("other", InPerson, 1, (40, 250), &["13", "11"], &["3", "3.4"], "Trồng cây hưởng ứng Ngày {d}"),
    theme("other", InPerson, 5, (60, 600), &["11", "13"], &["3.2"], "Thu gom thiết bị điện tử cũ, rác thải điện tử"),
    theme("other", InPerson, 3, (30, 300), &["4", "4.a"], &["2", "2.10"], "Tặng máy tính và đường truyền Internet cho trường vùng khó khăn"),
    theme("other", InPerson, 2, (200, 3_500), &["9.c", "10"], &["1", "2", "2.7"], "Khai trương điểm truy cập Wi-Fi công cộng miễn phí"),
    theme("other", InPerson, 1, (20, 80), &["9.c"], &["2", "2.7"], "Kiểm tra, nâng cấp trạm phủ sóng 4G tại các xã vùng sâu"),
    theme("other", Online, 10, (300, 4_000), &["3", "9"], &["2"], "Hỗ trợ người dân cài đặt ứng dụng khai báo y tế"),
    theme("other", InPerson, 1, (50, 200), &["17"], &["5"], "Ký kết hợp tác chuyển đổi số với các doanh nghiệp viễn thông"),
];

/// Given names with their letters for an address.
pub const GIVEN: &[(&str, &str)] = &[
    ("Văn Bình", "binh"),
    ("Thị Hạnh", "hanh"),
    ("Quốc Cường", "cuong"),
    ("Thu Hà", "ha"),
    ("Đức Thắng", "thang"),
    ("Thị Mai", "mai"),
    ("Hữu Phước", "phuoc"),
    ("Ngọc Ánh", "anh"),
    ("Minh Khôi", "khoi"),
    ("Thanh Tâm", "tam"),
    ("Văn Dũng", "dung"),
    ("Bích Ngọc", "ngoc"),
    ("Xuân Trường", "truong"),
    ("Thị Loan", "loan"),
    ("Công Thành", "thanh"),
    ("Kim Oanh", "oanh"),
    ("Hoàng Nam", "nam"),
    ("Thùy Dương", "duong"),
    ("Trọng Nghĩa", "nghia"),
    ("Thị Yến", "yen"),
];

/// Family names.
pub const FAMILY: &[&str] = &[
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Nông",
    "Lò", "Hà", "Thạch",
];

/// Positions.
pub const POSTS: &[&str] = &[
    "Chuyên viên Phòng Công nghệ thông tin",
    "Phó Trưởng phòng Bưu chính - Viễn thông",
    "Trưởng phòng Thông tin - Báo chí",
    "Văn phòng Sở",
    "Phó Chánh Văn phòng Sở",
    "Chuyên viên Phòng Viễn thông",
];

/// What an acknowledgement says.
pub const ACKNOWLEDGED: &[&str] = &[
    "",
    "",
    "",
    "Đã nhận công văn, đang lập kế hoạch",
    "Xác nhận qua điện thoại",
    "Sở đã giao Phòng Công nghệ thông tin chủ trì",
    "Xác nhận qua thư điện tử",
];

/// What is said on the telephone before the cut-off.
pub const CALLS: &[&str] = &[
    "Sở đang tổng hợp, hẹn gửi trong tuần",
    "Đã có dự thảo, chờ lãnh đạo ký",
    "Hỏi về mẫu báo cáo, đã hướng dẫn gửi kèm ảnh",
    "Chờ số liệu từ các huyện",
    "Đã nhắc hạn báo cáo",
    "Cán bộ phụ trách đi cơ sở, chiều gọi lại",
    "Xin gửi video qua đường dẫn tải về",
];

/// What is said on the telephone to whom nobody has heard from.
pub const SILENT: &[&str] = &[
    "Không ai nhấc máy",
    "Văn thư chưa thấy công văn, đã gửi lại bản chụp",
    "Máy bận, gọi lại sau",
    "Hứa kiểm tra và trả lời trong ngày",
];

/// What is said on the telephone after the cut-off.
pub const OVERDUE: &[&str] = &[
    "Quá hạn: đề nghị gửi ngay trong ngày",
    "Lãnh đạo Sở đi công tác, chưa ký được",
    "Hẹn gửi trước thứ Sáu",
    "Không liên lạc được",
];

/// What comes of a visit to whom still owes.
pub const VISITS: &[&str] = &[
    "Đoàn công tác của Vụ làm việc tại Sở, đề nghị gửi báo cáo",
    "Gặp lãnh đạo Sở bên lề hội nghị giao ban, đã nhận lời",
];

/// Notes of the desk.
pub const NOTES: &[&str] = &[
    "Đề xuất giới thiệu cách làm trong báo cáo tổng hợp",
    "Ảnh đẹp, dùng được cho bản gửi ITU",
    "Sở đổi đầu mối từ tháng 5",
    "Xin bản video gốc nếu có",
    "Cần đối chiếu số người tham gia",
    "Hoạt động chuyển sang trực tuyến do Covid-19",
    "Hỏi thêm về số liệu băng rộng",
    "Gửi lại thông điệp của Tổng Thư ký ITU theo đề nghị của Sở",
];

/// What comes with a version in words.
pub const REPORTS: &[&str] = &[
    "Báo cáo kết quả hưởng ứng Ngày {d}, kèm ảnh",
    "Báo cáo của Sở, bản ký số",
    "Báo cáo và phụ lục hoạt động",
    "Gửi qua thư điện tử, bản giấy gửi sau",
    "Báo cáo kết quả tổ chức Ngày {d} tại {u}",
    "Báo cáo kèm văn bản triển khai và hình ảnh",
];

/// What comes with a corrected version in words.
pub const BETTER: &[&str] = &[
    "Bản bổ sung theo góp ý",
    "Bản thay thế, đã bổ sung ảnh và số liệu",
    "Bản đã ký lại",
];

/// Why a version is sent back.
pub const RETURNED: &[&str] = &[
    "Thiếu ảnh và số người tham gia của các hoạt động",
    "Tệp đính kèm không mở được, đề nghị gửi lại",
    "Báo cáo chưa ký, chưa đóng dấu",
    "Chưa nêu kết quả theo các mục tiêu Kết nối 2030",
    "Số liệu tỷ lệ hộ có Internet không khớp với phụ lục",
    "Báo cáo của năm trước, đề nghị gửi bản năm nay",
];

/// What is said with an acceptance.
pub const ACCEPTED: &[&str] = &[
    "",
    "",
    "",
    "Đủ nội dung",
    "Báo cáo tốt, nhiều ảnh",
    "Đủ, đưa vào tổng hợp",
];

/// Why activities are called off.
pub const CANCELLED: &[&str] = &[
    "Hoãn do yêu cầu giãn cách phòng, chống Covid-19",
    "Chuyển kinh phí sang phòng, chống dịch",
    "Trùng lịch họp Hội đồng nhân dân",
    "Đơn vị phối hợp xin rút",
];

/// What is said of activities that were held.
pub const HELD: &[&str] = &[
    "",
    "",
    "",
    "Theo báo cáo nhanh của Sở",
    "Số người theo danh sách đăng ký",
    "Phòng chuyên môn của Sở xác nhận",
];

/// Documents that come with a report.
pub const PAPERS: &[&str] = &[
    "Báo cáo Ngày {d} - {u}.docx",
    "BC kết quả {u}.pdf",
    "Báo cáo kèm phụ lục {u}.docx",
    "Kế hoạch triển khai.pdf",
    "Phụ lục hoạt động.xlsx",
];
