//! A script in a mount namespace of its own, whose processes end with it. It needs root and `unshare`.

use std::path::Path;
use std::process::{Command, Output};

/// File systems and processes of its own; whatever it leaves running ends with it.
const APART: [&str; 5] = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];

/// Whether this machine lets us, and has these programs.
pub fn is_possible(programs: &[&str]) -> bool {
    let tried = Command::new("unshare")
        .args(APART)
        .args(["mount", "--make-rprivate", "/"])
        .output();
    tried.is_ok_and(|o| o.status.success()) && programs.iter().all(|p| Path::new(p).exists())
}

/// Runs the script, which lies in a folder of its own, with that folder and `more` as its arguments; it must end well and
/// say so.
pub fn run(folder: &Path, script: &str, more: &[String]) -> String {
    let at = folder.join("drill.sh");
    std::fs::write(&at, script).expect("written");
    let ran: Output = Command::new("unshare")
        .args(APART)
        .arg("bash")
        .args([at.as_path(), folder])
        .args(more)
        .env_clear()
        .env(
            "PATH",
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        )
        .env("LANG", "C.UTF-8")
        .env("TERM", "xterm-256color")
        .output()
        .expect("it runs");
    let told = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    assert!(
        ran.status.success() && told(&ran.stdout).ends_with("ALL DONE\n"),
        "{}\n---\n{}",
        told(&ran.stdout),
        told(&ran.stderr)
    );
    told(&ran.stdout)
}
