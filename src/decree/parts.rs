//! Which line of a document is what: title, number, subject, text, who signs. Found by words and places; nothing is judged.

use unicode_normalization::UnicodeNormalization;

use super::document::{Document, Line};

/// How many lines a head has at most.
const HEAD_MOST: usize = 40;
/// The names of kinds of documents (Article 7).
const KINDS: [&str; 27] = [
    "NGHỊ QUYẾT",
    "QUYẾT ĐỊNH",
    "CHỈ THỊ",
    "QUY CHẾ",
    "QUY ĐỊNH",
    "THÔNG CÁO",
    "THÔNG BÁO",
    "HƯỚNG DẪN",
    "CHƯƠNG TRÌNH",
    "KẾ HOẠCH",
    "PHƯƠNG ÁN",
    "ĐỀ ÁN",
    "DỰ ÁN",
    "BÁO CÁO",
    "BIÊN BẢN",
    "TỜ TRÌNH",
    "HỢP ĐỒNG",
    "CÔNG ĐIỆN",
    "BẢN GHI NHỚ",
    "BẢN THỎA THUẬN",
    "GIẤY ỦY QUYỀN",
    "GIẤY MỜI",
    "GIẤY GIỚI THIỆU",
    "GIẤY NGHỈ PHÉP",
    "PHIẾU GỬI",
    "PHIẾU CHUYỂN",
    "PHIẾU BÁO",
];

/// What was found; numbers of lines.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) country: Option<usize>,
    pub(super) motto: Option<usize>,
    pub(super) parent: Vec<usize>,
    pub(super) issuer: Vec<usize>,
    pub(super) number: Option<usize>,
    pub(super) date: Option<usize>,
    /// The name of the kind; a letter has none.
    pub(super) kind: Option<usize>,
    pub(super) subject: Vec<usize>,
    /// A letter: its subject begins with `V/v`.
    pub(super) is_letter: bool,
    pub(super) addressee: Option<usize>,
    pub(super) addressees: Vec<usize>,
    /// Lines of the text that are not in a table.
    pub(super) text: Vec<usize>,
    pub(super) copies: Option<usize>,
    pub(super) copies_list: Vec<usize>,
    pub(super) signer: Vec<usize>,
    /// The lines that begin an appendix.
    pub(super) appendices: Vec<usize>,
}

/// Letters alone, capitals, one way to write a tone.
fn bare(text: &str) -> String {
    let whole: String = text.nfc().filter(|c| c.is_alphanumeric()).collect();
    whole.to_uppercase().replace("HOÀ", "HÒA")
}

impl Parts {
    pub(super) fn of(document: &Document) -> Self {
        let lines = &document.lines;
        let mut parts = Self::default();
        let begins = |line: &Line, with: &str| line.text().nfc().collect::<String>().starts_with(with);
        let head = || lines.iter().enumerate().take(HEAD_MOST);
        let first = |is: &dyn Fn(&Line) -> bool| head().find(|(_, l)| is(l)).map(|(n, _)| n);

        parts.country = first(&|l| bare(&l.text()).contains("CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM"));
        parts.motto = first(&|l| bare(&l.text()).contains("ĐỘCLẬPTỰDOHẠNHPHÚC"));
        parts.number =
            first(&|l| begins(l, "Số:") || begins(l, "Số :") || begins(l, "SỐ:") || begins(l, "Số /"));
        parts.date = first(&|l| {
            let text = l.text().to_lowercase();
            ["ngày", "tháng", "năm"].iter().all(|w| text.contains(w)) && text.chars().count() < 80
        });
        parts.names(lines);
        parts.addressee = first(&|l| begins(l, "Kính gửi"));
        let v = first(&|l| begins(l, "V/v"));
        parts.is_letter = v.is_some();
        if let Some(v) = v {
            let cell = lines.get(v).and_then(|l| l.cell);
            let more = lines.iter().enumerate().skip(v);
            parts.subject = more
                .take_while(|(n, l)| *n == v || (cell.is_some() && l.cell == cell))
                .filter(|(_, l)| !l.is_empty())
                .map(|(n, _)| n)
                .collect();
        } else {
            parts.kind = head()
                .find(|(_, l)| KINDS.contains(&l.text().to_uppercase().as_str()))
                .map(|(n, _)| n);
            if let Some(kind) = parts.kind {
                let more = lines.iter().enumerate().skip(kind + 1);
                let centred = |l: &Line| l.is_centred() && !l.is_empty() && !begins(l, "Kính gửi");
                parts.subject = more.take_while(|(_, l)| centred(l)).map(|(n, _)| n).collect();
                if parts.subject.is_empty() {
                    // Somebody stood it elsewhere: the next words are it all the same.
                    let next = lines
                        .iter()
                        .enumerate()
                        .skip(kind + 1)
                        .find(|(_, l)| !l.is_empty());
                    parts.subject = next
                        .filter(|(_, l)| l.is_bold())
                        .map(|(n, _)| n)
                        .into_iter()
                        .collect();
                }
            }
        }
        parts.addressees(lines);
        parts.foot(lines);
        parts.text(lines);
        parts
    }

    /// The bodies above the number: those that are bold issue, those before are above them.
    fn names(&mut self, lines: &[Line]) {
        let Some(at) = self.country.and_then(|n| lines.get(n)?.cell) else {
            return;
        };
        let in_left = |l: &Line| {
            l.cell
                .is_some_and(|c| c.table == at.table && c.row == at.row && c.column < at.column)
        };
        let stop = self.number.unwrap_or(usize::MAX);
        let left: Vec<usize> = lines
            .iter()
            .enumerate()
            .filter(|(n, l)| *n < stop && in_left(l) && !l.is_empty())
            .map(|(n, _)| n)
            .collect();
        let bold = left.iter().position(|n| lines.get(*n).is_some_and(Line::is_bold));
        // Where none is bold, the last one is meant to be.
        let split = bold.unwrap_or(left.len().saturating_sub(1));
        self.parent = left.get(..split).unwrap_or_default().to_vec();
        self.issuer = left.get(split..).unwrap_or_default().to_vec();
    }

    fn addressees(&mut self, lines: &[Line]) {
        let Some(from) = self.addressee else { return };
        let more = lines.iter().enumerate().skip(from + 1);
        self.addressees = more
            .take_while(|(_, l)| l.text().starts_with(['-', '–']))
            .map(|(n, _)| n)
            .collect();
    }

    fn foot(&mut self, lines: &[Line]) {
        let found = lines.iter().position(|l| bare(&l.text()).starts_with("NƠINHẬN"));
        self.copies = found;
        if let Some(from) = found {
            let cell = lines.get(from).and_then(|l| l.cell);
            let more = lines.iter().enumerate().skip(from + 1);
            let in_list = |l: &Line| l.cell == cell && (cell.is_some() || l.text().starts_with(['-', '–']));
            self.copies_list = more
                .take_while(|(_, l)| in_list(l))
                .filter(|(_, l)| !l.is_empty())
                .map(|(n, _)| n)
                .collect();
            if let Some(cell) = cell {
                let beside = |l: &Line| {
                    l.cell
                        .is_some_and(|c| c.table == cell.table && c.column > cell.column)
                };
                self.signer = lines
                    .iter()
                    .enumerate()
                    .filter(|(_, l)| beside(l) && !l.is_empty())
                    .map(|(n, _)| n)
                    .collect();
            }
        }
        let after = found.unwrap_or(usize::MAX);
        let names = lines.iter().enumerate().filter(|(n, l)| {
            let text = bare(&l.text());
            *n > after && l.cell.is_none() && text.starts_with("PHỤLỤC") && text.chars().count() < 14
        });
        self.appendices = names.map(|(n, _)| n).collect();
    }

    fn text(&mut self, lines: &[Line]) {
        let last = |all: &[usize]| all.last().copied();
        let from = [
            self.number,
            self.date,
            self.country,
            self.kind,
            last(&self.subject),
            self.addressee,
            last(&self.addressees),
        ];
        let from = from.into_iter().flatten().max().map_or(0, |n| n + 1);
        let to = self.copies.unwrap_or(lines.len());
        self.text = (from..to)
            .filter(|n| lines.get(*n).is_some_and(|l| l.cell.is_none() && !l.is_empty()))
            .collect();
    }
}
