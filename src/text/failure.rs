//! What the system refused, in the user's words.

use std::io;
use std::path::Path;

use super::catalogue::Catalogue;
use super::sanitize;

/// The ids of the family `io` of the catalogue.
pub const IO_IDS: [&str; 12] = [
    "not_found",
    "denied",
    "exists",
    "directory",
    "no_directory",
    "full",
    "read_only",
    "interrupted",
    "timed_out",
    "bad_input",
    "too_large",
    "other",
];

/// One clause for an error of the system: `không tìm thấy tệp`, `no space left on the disk`. What has no words of its
/// own keeps the system's.
pub fn io_words(cat: &Catalogue, error: &io::Error) -> String {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "io-not_found",
        io::ErrorKind::PermissionDenied => "io-denied",
        io::ErrorKind::AlreadyExists => "io-exists",
        io::ErrorKind::IsADirectory => "io-directory",
        io::ErrorKind::NotADirectory => "io-no_directory",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "io-full",
        io::ErrorKind::ReadOnlyFilesystem => "io-read_only",
        io::ErrorKind::Interrupted => "io-interrupted",
        io::ErrorKind::TimedOut => "io-timed_out",
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => "io-bad_input",
        io::ErrorKind::FileTooLarge => "io-too_large",
        _ => {
            let said = error.to_string();
            return cat.tr_args("io-other", &[("detail", sanitize::line(&said).into())]);
        }
    };
    cat.tr(key).into_owned()
}

/// One sentence for a file or folder that does not let this account in: whose it is, and the command that mends it where
/// there is one.
pub fn barred_words(cat: &Catalogue, at: &Path, owner: u32, mend: Option<&str>) -> String {
    let owner = match owner {
        0 => "root".to_owned(),
        uid => format!("uid {uid}"),
    };
    let at = sanitize::line(&at.display().to_string()).into_owned();
    let mend = sanitize::line(mend.unwrap_or_default()).into_owned();
    let key = if mend.is_empty() {
        "store-barred"
    } else {
        "store-barred_mend"
    };
    let args = [
        ("path", at.into()),
        ("owner", owner.into()),
        ("command", mend.into()),
    ];
    cat.tr_args(key, &args)
}
