//! What a file is, as far as letters are concerned: by its bytes, never by its name.

use quick_xml::events::Event;

use super::head;
use super::kinds::holds;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// One letter.
    Letter,
    /// Many letters, each behind a line that begins with `From `.
    Mbox,
    /// A letter as Outlook saves it (`.msg`).
    Outlook,
    /// A package of the national document axis (QCVN 102:2016): recognised and kept, not read.
    EdXml,
    /// Nothing that holds letters.
    Nothing,
}

/// What a file is that begins with `bytes`. Of a large mbox some kilobytes are enough; whether a file of Microsoft's
/// compound form is a letter stands further on, so that of those all should be given.
pub fn sort(bytes: &[u8]) -> Sort {
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if bytes.starts_with(COMPOUND) {
        // The names of its streams stand in UTF-16.
        let mark: Vec<u8> = "__properties_version1.0".bytes().flat_map(|b| [b, 0]).collect();
        let is_letter = holds(bytes, &mark);
        return if is_letter { Sort::Outlook } else { Sort::Nothing };
    }
    let text = head::without_mark(bytes);
    if head::is_envelope(text) {
        let after = text.get(head::line_at(text, 0).len()..).unwrap_or_default();
        return if head::looks_like_one(after) {
            Sort::Mbox
        } else {
            Sort::Nothing
        };
    }
    if is_edxml(bytes) {
        return Sort::EdXml;
    }
    if head::looks_like_one(text) {
        return Sort::Letter;
    }
    Sort::Nothing
}

/// Is it XML whose root is that of the national standard?
pub(super) fn is_edxml(bytes: &[u8]) -> bool {
    const NAMESPACES: [&str; 2] = ["http://www.mic.gov.vn/TBT/QCVN_102_2016", "http://www.go.vn/eDoc"];
    let text = head::without_mark(bytes);
    if !text.trim_ascii_start().starts_with(b"<") {
        return false;
    }
    // A root stands near the beginning; whoever hides it further down is not read.
    let mut reader = quick_xml::Reader::from_reader(text.get(..65_536).unwrap_or(text));
    loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => {
                return root.local_name().as_ref().eq_ignore_ascii_case("edxml")
                    || root.attributes().flatten().any(|a| {
                        a.key.as_ref().starts_with("xmlns") && NAMESPACES.iter().any(|n| a.value == *n)
                    });
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_are() {
        let mut outlook = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        assert_eq!(sort(&outlook), Sort::Nothing, "an old .doc begins so too");
        outlook.extend("__properties_version1.0".bytes().flat_map(|b| [b, 0]));
        let rows: &[(&[u8], Sort)] = &[
            (b"From: a@b.example\nSubject: x\n\ntext", Sort::Letter),
            (b"\r\n\r\nReceived: from a by b; date\r\n\r\n", Sort::Letter),
            (b" folded\nMessage-ID: <a@b>\n\n", Sort::Letter),
            (b"\xef\xbb\xbfReturn-Path: <a@b.example>\n\n", Sort::Letter),
            (b"From a@b.example Tue Jun  2 15:10:22 2020\nFrom: a@b.example\nDate: x\n\n", Sort::Mbox),
            (b"From here on it is prose.\nNothing else.\n", Sort::Nothing),
            (b"From here on it is prose.", Sort::Nothing),
            (&outlook, Sort::Outlook),
            (
                b"<?xml version=\"1.0\"?><edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"><a/></edXML>",
                Sort::EdXml,
            ),
            (b"\xef\xbb\xbf<!-- x --><e:doc xmlns:e='http://www.go.vn/eDoc'/>", Sort::EdXml),
            (b"<?xml version=\"1.0\"?><other>edXML</other>", Sort::Nothing),
            (b"<edXML", Sort::Nothing),
            (b"BEGIN:VCARD\nVERSION:3.0\nFN:A\n", Sort::Nothing),
            (b"subject: a word in a list\n", Sort::Nothing),
            (b"%PDF-1.7\nFrom: a@b.example\n", Sort::Nothing),
            (b"", Sort::Nothing),
            (b"\0\0\0", Sort::Nothing),
            (b":\n:\n", Sort::Nothing),
        ];
        for (bytes, wanted) in rows {
            assert_eq!(sort(bytes), *wanted, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
