//! An e-mail address as it goes over a line.

/// The address with its domain in letters of ASCII, as every server takes it (IDNA 2008, RFC 5891): what stands before the
/// `@` stays as it is. `None`: that domain is none.
pub fn wire(address: &str) -> Option<String> {
    let (name, domain) = address.trim().rsplit_once('@')?;
    if domain.is_ascii() {
        return Some(format!("{name}@{domain}"));
    }
    let domain = idna::domain_to_ascii_strict(domain).ok()?;
    Some(format!("{name}@{domain}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_has_another_form_on_the_line_and_a_name_has_none() {
        for (is, goes) in [
            ("an@so.example", "an@so.example"),
            ("an@sở.example", "an@xn--s-lym.example"),
            ("an@SỞ.example", "an@xn--s-lym.example"),
            ("ân@so.example", "ân@so.example"),
        ] {
            assert_eq!(wire(is).as_deref(), Some(goes), "{is}");
        }
        for none in ["an", "an@sở_x.example"] {
            assert_eq!(wire(none), None, "{none}");
        }
    }
}
