//! Who gives a command: the account that the kernel says it is, by name.
//!
//! `USER`, `LOGNAME` and every other variable can be set by anybody and decide nothing (reliability row 24). It must
//! never know what is being asked for.

use std::fs;

use crate::core::decide::Who;
use crate::core::fact::{Role, Via};
use crate::core::names::Actor;

/// The account of this process, acting for itself.
pub fn who(via: Via) -> Who {
    let name = Actor(account());
    Who {
        actor: name.clone(),
        real_user: name,
        role: Role::Administrator,
        via,
    }
}

/// The name of the real user id; `uid-N` where nobody has given it one.
fn account() -> String {
    let uid = rustix::process::getuid().as_raw();
    // Bytes, not text: somebody's full name in an old encoding must not hide everybody else's.
    let table = fs::read("/etc/passwd").unwrap_or_default();
    name_of(&table, uid).unwrap_or_else(|| format!("uid-{uid}"))
}

fn name_of(table: &[u8], uid: u32) -> Option<String> {
    let wanted = uid.to_string();
    table.split(|b| *b == b'\n').find_map(|line| {
        let mut fields = line.split(|b| *b == b':');
        let name = std::str::from_utf8(fields.next()?).ok()?;
        let id = fields.nth(1)?;
        (id == wanted.as_bytes() && is_name(name)).then(|| name.to_owned())
    })
}

/// What may stand in a journal as a name without a second look.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 64 && name.bytes().all(|b| b.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_that_of_the_id() {
        let table = b"root:x:0:0:root:/root:/bin/sh\nlan:x:1000:1000:\xe0n:/home/lan:/bin/sh\n\n+::\n";
        assert_eq!(name_of(table, 1000).as_deref(), Some("lan"));
        assert_eq!(name_of(table, 0).as_deref(), Some("root"));
        assert_eq!(name_of(table, 7), None);
        assert_eq!(name_of(b"a\x1bb:x:7:7", 7), None);
    }
}
