//! Our own paper as a template: placeholders where words would be. A house changes the looks around them in Word.

use super::foot;
use super::head;
use super::look::{BODY, CAPTION, TITLE};
use super::measure::BETWEEN;
use super::sections::{end, properties};
use super::write::Writing;
use super::xml::{Manner, Own};
use crate::core::names::Lang;
use crate::paper::{Head, Kind, Paper, Section, Sign, Sources};

macro_rules! marks {
    ($($(#[$doc:meta])* $name:ident $word:literal $block:literal,)*) => {
        /// A placeholder: what stands between `{{` and `}}`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Mark { $($(#[$doc])* $name,)* }

        impl Mark {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// Whole paragraphs stand in its place, so it stands alone in its own.
            pub fn is_block(self) -> bool {
                match self { $(Self::$name => $block,)* }
            }
        }
    };
}

marks! {
    /// The body above.
    Parent "CƠ_QUAN_CẤP_TRÊN" false,
    /// The issuing body.
    Issuer "CƠ_QUAN" false,
    /// The registry's number.
    Number "SỐ" false,
    /// The symbol behind it.
    Symbol "KÝ_HIỆU" false,
    /// Where.
    Place "ĐỊA_DANH" false,
    /// When, in words.
    Date "NGÀY" false,
    /// The name of the kind.
    Kind "TÊN_LOẠI" false,
    /// What it is about.
    Subject "TRÍCH_YẾU" false,
    /// To whom.
    Addressees "KÍNH_GỬI" false,
    /// The lines above the signer's name.
    Office "CHỨC_VỤ" false,
    /// The signer's name.
    Name "HỌ_TÊN" false,
    /// What it was made from.
    MadeFrom "NGUỒN_SỐ_LIỆU" false,
    /// The text.
    Text "NỘI_DUNG" true,
    /// The table of units.
    Units "BẢNG_ĐỊA_PHƯƠNG" true,
    /// The table of activities.
    Activities "BẢNG_HOẠT_ĐỘNG" true,
    /// The photos.
    Photos "ẢNH" true,
    /// Who gets copies.
    Copies "NƠI_NHẬN" true,
}

impl Mark {
    /// As it stands in a template.
    pub fn written(self) -> String {
        format!("{{{{{}}}}}", self.word())
    }
}

/// A paper of placeholders.
pub(super) fn paper() -> Paper {
    Paper {
        lang: Lang::Vi,
        kind: Kind::Report,
        title: Mark::Subject.written(),
        head: Head {
            parent: Some(Mark::Parent.written()),
            issuer: Mark::Issuer.written(),
            symbol: Mark::Symbol.written(),
            number: Some(Mark::Number.written()),
            place: Mark::Place.written(),
            day: None,
            kind_name: Some(Mark::Kind.written()),
            subject: vec![Mark::Subject.written()],
            addressees: vec![Mark::Addressees.written()],
        },
        body: Section::default(),
        sign: None,
        appendices: Vec::new(),
        electronic: true,
        made_from: String::new(),
        unfilled: Vec::new(),
        sources: Sources::default(),
    }
}

/// Its body.
pub(super) fn body(w: &mut Writing<'_>, paper: &Paper) {
    let (own, plain) = (Own::default(), Manner::default());
    head::head_of_stencil(w, &paper.head, &Mark::Date.written());
    head::addressees(w, &paper.head.addressees);
    let stays = Own {
        keep_next: true,
        ..Own::default()
    };
    w.line(&BODY, &stays, &Mark::Text.written(), plain);
    let sign = Sign {
        office: vec![Mark::Office.written()],
        name: Mark::Name.written(),
        recipients: Vec::new(),
    };
    foot::written(w, &sign, &[Mark::Copies.written()]);
    let enclosed = [
        ("Phụ lục I", "KẾT QUẢ CỦA CÁC ĐỊA PHƯƠNG", Mark::Units),
        ("Phụ lục II", "DANH MỤC HOẠT ĐỘNG", Mark::Activities),
        ("Phụ lục III", "HÌNH ẢNH, VIDEO", Mark::Photos),
    ];
    for (name, title, mark) in enclosed {
        end(w, false, true);
        w.line(&TITLE, &own, name, plain);
        w.line(&TITLE, &own, title, plain);
        w.line(
            &CAPTION,
            &stays,
            "(Kèm theo … số …/… ngày … tháng … năm … của …)",
            plain,
        );
        w.gap(BETWEEN);
        w.line(&BODY, &own, &mark.written(), plain);
    }
    w.out.push_str(&properties(false, true));
}
