//! The stable words for what was noticed in a letter or a part.

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        $($(#[$doc])* pub const $name: &str = $word;)*

        /// Every one.
        pub const ALL: &[&str] = &[$($name),*];
    };
}

flags! {
    /// Of a part: its base64 is broken; what could be read was.
    DAMAGED_BASE64 = "damaged-base64",
    /// Of a part: escapes of its quoted-printable are broken and stand as they came.
    DAMAGED_ESCAPES = "damaged-quoted-printable",
    /// Of a part: its uuencoded lines are broken.
    DAMAGED_UUENCODE = "damaged-uuencode",
    /// Of a part: it names a transfer encoding that nobody knows; its bytes are as they came.
    UNKNOWN_ENCODING = "unknown-encoding",
    /// Of a part: the line that parts are divided by is missing or another than was said.
    MISSING_BOUNDARY = "missing-boundary",
    /// Of a part: the letter ends within it.
    CUT_OFF = "cut-off",
    /// Of a part or the letter: something in its head is no line of a head.
    DAMAGED_HEAD = "damaged-head",
    /// Of a part: it stands before or behind all parts, where most programs show nothing.
    OUTSIDE_PARTS = "outside-parts",
    /// Of a part or the letter: its words are in another character set than it says.
    OTHER_CHARSET = "other-charset",
    /// Of a part or the letter: not all its bytes are characters of the set that it is read in.
    DAMAGED_TEXT = "damaged-text",
    /// Of a part: its bytes are of another kind than its sender says.
    DECLARED_OTHER = "declared-other",
    /// Of a part: it carries a signature, which was not checked.
    SIGNATURE_NOT_CHECKED = "signature-not-checked",
    /// Of a part: it is encrypted, a piece of a letter, or lies elsewhere.
    CANNOT_OPEN = "cannot-open",
    /// Of a part: a form that is kept and not looked into.
    NOT_LOOKED_INTO = "not-looked-into",
    /// Of a part: deeper in other parts than what is looked into.
    TOO_DEEP = "too-deep",
    /// Of a part: it has more parts than what is taken apart.
    TOO_MANY_PARTS = "too-many-parts",
    /// Of a part: its head is larger than what is read.
    HEAD_TOO_LARGE = "head-too-large",
    /// Of a part: its name was longer than 255 bytes.
    NAME_CUT = "name-cut",
    /// Of a part: a package of the national document axis.
    EDXML = "edxml",
    /// Of the letter: it speaks of something attached, and nothing is.
    ATTACHMENT_MISSING = "attachment-missing",
    /// Of the letter: in place of files it has links.
    LINKS_ONLY = "links-only",
    /// Of the letter: all that is attached is a logo or the like.
    LOGO_ONLY = "logo-only",
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn no_word_stands_for_two_things() {
        let words: BTreeSet<_> = super::ALL.iter().collect();
        assert_eq!(words.len(), super::ALL.len());
    }
}
