//! How a process takes its own rights away, for good.

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::calls;
use super::job::Limits;

/// From here on this process opens no file, starts no other, writes no file, leaves no core, lives shortly, and asks the
/// kernel for nothing but memory and its two pipes.
pub(super) fn confine(limits: &Limits, seconds: u64) -> io::Result<()> {
    for (what, most) in [
        (Resource::Cpu, seconds),
        (Resource::As, limits.space),
        (Resource::Fsize, 0),
        (Resource::Nofile, 0),
        (Resource::Nproc, 0),
        (Resource::Core, 0),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(what, limit)?;
    }
    calls::bar();
    Ok(())
}
