//! Which calls of the kernel the confined child may still make (seccomp). All others answer that they are not permitted:
//! also those that no resource limit knows, as removing a file by its name or sending a signal.

use std::collections::BTreeMap;

use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch, apply_filter};

/// Its two pipes, memory, the end, and what an allocator, a hash table and a panic ask for on the way.
const ALLOWED: &[i64] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_close,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Bars everything else for good, where the kernel and the processor know how; elsewhere the resource limits must do.
pub(super) fn bar() {
    if let Some(filter) = filter() {
        // A kernel built without it is no reason to show no photo: the limits stand already.
        let _ = apply_filter(&filter);
    }
}

fn filter() -> Option<BpfProgram> {
    let arch = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    let rules: BTreeMap<i64, Vec<_>> = ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
    let denied = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    SeccompFilter::new(rules, denied, SeccompAction::Allow, arch)
        .ok()?
        .try_into()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_filter_for_the_processors_that_are_supported() {
        let known = ["x86_64", "aarch64", "riscv64"].contains(&std::env::consts::ARCH);
        assert_eq!(filter().is_some(), known);
    }
}
