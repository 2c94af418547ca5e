//! What is noticed about a letter as a whole: what it speaks of and does not bring.

use super::flag;
use super::message::Mail;
use crate::core::letter::PartKind;
use crate::text::fold::folded;

/// Words, without marks, by which a letter says that something comes with it.
const SAYS: &[&str] = &[
    "dinh kem",
    "kem theo",
    "gui kem",
    "tep kem",
    "file kem",
    "attached",
    "attachment",
    "enclosed",
];

/// Hosts where people leave files for others.
const SHARES: &[&str] = &[
    "drive.google.com",
    "docs.google.com",
    "photos.google.com",
    "photos.app.goo.gl",
    "onedrive.live.com",
    "1drv.ms",
    "sharepoint.com",
    "dropbox.com",
    "icloud.com",
    "mediafire.com",
    "fshare.vn",
    "wetransfer.com",
    "we.tl",
    "mega.nz",
    "youtube.com",
    "youtu.be",
];

/// How many hosts are named.
const HOSTS: usize = 50;

/// The hosts that links lead to: those of a page, and those that stand in words.
pub(super) fn hosts(links: &[String], words: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let in_words = words
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']'))
        .filter(|w| w.contains("://") || w.starts_with("www."));
    for link in links.iter().map(String::as_str).chain(in_words) {
        if let Some(host) = host(link).filter(|h| !out.contains(h)) {
            out.push(host);
        }
        if out.len() == HOSTS {
            break;
        }
    }
    out
}

fn host(link: &str) -> Option<String> {
    let rest = match link.split_once("://") {
        Some((scheme, rest)) => ["http", "https", "ftp"]
            .iter()
            .any(|s| {
                scheme
                    .trim_start_matches(|c: char| !c.is_ascii_alphabetic())
                    .eq_ignore_ascii_case(s)
            })
            .then_some(rest)?,
        None => link.strip_prefix("www.").map(|_| link)?,
    };
    let ends = |c: char| matches!(c, '/' | '?' | '#' | ',' | ';' | '\\');
    let authority = rest.split(ends).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.trim_end_matches(['.', '*']).to_lowercase();
    let fits = host.contains('.') && host.len() < 254;
    fits.then_some(host)
}

/// Says of a letter what it lacks.
pub(super) fn remark(mail: &mut Mail) {
    const OF_THE_WHOLE: [&str; 3] = [flag::ATTACHMENT_MISSING, flag::LINKS_ONLY, flag::LOGO_ONLY];
    mail.flags.retain(|f| !OF_THE_WHOLE.contains(&f.as_str()));
    let is_file = |kind: PartKind| match kind {
        PartKind::Document | PartKind::Photo | PartKind::Video | PartKind::Archive | PartKind::Other => true,
        PartKind::Text | PartKind::Signature | PartKind::Decoration => false,
    };
    if mail.parts.iter().any(|p| is_file(p.part.kind)) {
        return;
    }
    let own = mail
        .inner
        .iter()
        .fold(mail.words.own.clone(), |all, inner| all + "\n" + &inner.words.own);
    let words = folded(&own);
    let says = SAYS.iter().any(|s| words.contains(s));
    let shares = |host: &String| SHARES.iter().any(|s| is_below(host, s));
    let sender = mail
        .from
        .first()
        .map(super::message::Address::domain)
        .unwrap_or_default();
    let foreign =
        |host: &String| !is_below(host, &sender) && !is_below(&sender, host.trim_start_matches("www."));
    let has_logo = mail.parts.iter().any(|p| p.part.kind == PartKind::Decoration);
    let found = if mail.hosts.iter().any(shares) || says && mail.hosts.iter().any(foreign) {
        Some(flag::LINKS_ONLY)
    } else if has_logo && (says || words.trim().is_empty()) {
        Some(flag::LOGO_ONLY)
    } else if says {
        Some(flag::ATTACHMENT_MISSING)
    } else {
        None
    };
    mail.flags.extend(found.map(str::to_owned));
}

/// Is a host that domain, or below it?
fn is_below(host: &str, domain: &str) -> bool {
    !domain.is_empty()
        && host
            .strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found_in_links_and_in_words() {
        let links = [
            "https://Drive.Google.com/x".to_owned(),
            "mailto:a@b.example".to_owned(),
        ];
        let words = "xem (https://u:p@a.example:8080/b) và www.b.example. hoặc <http://a.example/c> file:///etc x://y.z";
        assert_eq!(
            hosts(&links, words),
            ["drive.google.com", "a.example", "www.b.example"]
        );
    }
}
