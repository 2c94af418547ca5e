//! iTerm2's way, which `WezTerm` and mintty know too: a whole file in one OSC. It lies in the cells, and goes when they are
//! written anew.

use super::base64::encoded;

/// The bytes that show a PNG in these cells from where the cursor is.
pub(super) fn bytes(png: &[u8], (columns, rows): (u16, u16)) -> Vec<u8> {
    let size = png.len();
    let head = format!(
        "\x1b]1337;File=inline=1;size={size};width={columns};height={rows};preserveAspectRatio=1;doNotMoveCursor=1:"
    );
    [head.as_bytes(), &encoded(png), b"\x07"].concat()
}
