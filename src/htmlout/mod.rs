//! A paper as one page for a browser: for an intranet, or for whoever reads it on a screen.
//!
//! The page asks nothing of any network: charts stand in it as SVG, photos as their bytes, and its own policy
//! (`Content-Security-Policy`) forbids everything else, scripts too. It is light or dark as the reader's screen is, and prints as
//! a paper does. It must never know a campaign.

mod body;
mod bytes;
mod head;
mod style;
mod words;

use std::fmt::Write as _;

use self::body::Body;
use self::bytes::base64;
use self::style::STYLE;
use self::words::escaped;
use crate::core::names::Lang;
use crate::paper::{Paper, Picture, Shown};
use sha2::{Digest, Sha256};

/// The page. Photos are asked for one by one; one that cannot be shown becomes the line that says why.
pub fn text(paper: &Paper, ask: &mut dyn FnMut(&Picture) -> Result<Shown, String>) -> String {
    let lang = match paper.lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    let mut body = Body::new(paper.lang, ask);
    head::write(&mut body.out, paper);
    let contents = body.out.len();
    body.section(&paper.body);
    if let Some(sign) = &paper.sign {
        head::sign(&mut body.out, sign);
    }
    for (n, section) in paper.appendices.iter().enumerate() {
        body.appendix(n + 1, section);
    }
    let (list, mut inside) = (body.contents(), body.out);
    inside.insert_str(contents, &list);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{inside}</main>\n",
        policy(),
        escaped(&paper.title),
    );
    if !paper.made_from.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "<footer><p>{}</p></footer>", escaped(&paper.made_from));
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// What the page may do: show pictures that it holds itself, in its own one style. Nothing is fetched, sent, run or framed.
fn policy() -> String {
    let style = base64(&Sha256::digest(STYLE.as_bytes()));
    format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    )
}
