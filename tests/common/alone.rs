//! A test whose figures are the process's own, in a process of its own.

const ALONE: &str = "KETNOI_TEST_ALONE";

/// True in the process that has only this test to do. Elsewhere it starts that process and waits until it has passed.
pub fn is_alone(test: &str) -> bool {
    if std::env::var_os(ALONE).is_some() {
        return true;
    }
    let me = std::env::current_exe().expect("this test's program");
    let out = std::process::Command::new(me)
        .args(["--exact", test, "--test-threads=1"])
        .env(ALONE, "1")
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success() && said.contains("1 passed"), "{said}");
    false
}

/// What of this process is in memory, in KiB.
pub fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    let words = line.and_then(|l| l.split_whitespace().next());
    words.and_then(|n| n.parse().ok()).expect("a figure")
}
