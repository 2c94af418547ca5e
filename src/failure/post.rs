//! What failed between here and a mail server, or in a source of letters, in a sentence or a few words.
//!
//! It must never know how the sentence is shown.

use crate::post::Trouble;
use crate::text::{Catalogue, line};

/// One sentence for a server that does not carry messages: which, what is wrong, what to do.
pub fn post_trouble(cat: &Catalogue, server: &str, trouble: &Trouble) -> String {
    let args = [
        ("server", line(server).into_owned().into()),
        ("why", post_why(cat, trouble).into()),
    ];
    cat.tr_args(&format!("post_trouble-{}", trouble.why.id()), &args)
}

/// Why a message was not sent, or it is not known whether it was, in a few words: at which step, what, in whose words.
pub fn post_why(cat: &Catalogue, trouble: &Trouble) -> String {
    let code = trouble.code.map_or_else(String::new, |c| c.to_string());
    let said = [code.as_str(), &trouble.detail];
    let said: Vec<&str> = said.into_iter().filter(|s| !s.is_empty()).collect();
    let what = cat.tr(&format!("post_why-{}", trouble.why.id()));
    let args = [
        (
            "step",
            cat.tr(&format!("post_step-{}", trouble.step.id()))
                .into_owned()
                .into(),
        ),
        ("what", what.into_owned().into()),
        ("said", said.join(" ").into()),
    ];
    cat.tr_args(
        if said.is_empty() {
            "post-why"
        } else {
            "post-why_said"
        },
        &args,
    )
}

/// Why something in a source of letters was not read, one of [`crate::mailbox::REFUSALS`], in a few words.
pub fn not_read(cat: &Catalogue, why: &str) -> String {
    cat.tr(&format!("mailbox_refused-{why}")).into_owned()
}
