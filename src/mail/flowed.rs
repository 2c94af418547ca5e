//! Text whose lines were broken on the way and are meant to be joined again (RFC 3676, `format=flowed`).

/// The text with each paragraph in one line; what is quoted stays quoted as deep as it was. `delete`: the blank at the end
/// of a broken line was not there before (`DelSp=yes`).
pub(super) fn joined(text: &str, delete: bool) -> String {
    let mut lines: Vec<String> = Vec::new();
    // How deep the last line is quoted, where it was broken.
    let mut open: Option<usize> = None;
    for line in text.split('\n') {
        let words = line.trim_start_matches('>');
        let (marks, _) = line.split_at(line.len() - words.len());
        // A blank was put before what would look like something else.
        let words = words.strip_prefix(' ').unwrap_or(words);
        let is_sign = words == "-- ";
        let broken = words.strip_suffix(' ').filter(|_| !is_sign);
        let kept = broken.filter(|_| delete).unwrap_or(words);
        // An empty line parts paragraphs, also behind one whose end was broken by mistake.
        let goes_on = open == Some(marks.len()) && !is_sign && !words.is_empty();
        match lines.last_mut().filter(|_| goes_on) {
            Some(last) => last.push_str(kept),
            None if marks.is_empty() => lines.push(kept.to_owned()),
            None => lines.push(format!("{marks} {kept}")),
        }
        open = broken.map(|_| marks.len());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_joined_and_nothing_else_is() {
        let rows = [
            (
                "Kính gửi Bộ, \nSở xin gửi \nbáo cáo.\n\nTrân trọng.\n-- \nLan\n",
                "Kính gửi Bộ, Sở xin gửi báo cáo.\n\nTrân trọng.\n-- \nLan\n",
            ),
            // What is quoted, deeper and less deep.
            (
                "> Hạn nộp \n> 31/5.\n>> và \nVâng \nạ.",
                "> Hạn nộp 31/5.\n>> và \nVâng ạ.",
            ),
            // A blank that was put before a quotation mark, before "From " and before a blank.
            (" >không trích\n From đây\n  lùi", ">không trích\nFrom đây\n lùi"),
            ("cuối \n\nđầu", "cuối \n\nđầu"),
            ("một \n-- \nhai", "một \n-- \nhai"),
            ("", ""),
        ];
        for (text, wanted) in rows {
            assert_eq!(joined(text, false), wanted);
        }
        assert_eq!(joined("Hà  \nNội, tru \nyền thông", true), "Hà Nội, truyền thông");
    }
}
