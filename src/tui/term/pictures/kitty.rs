//! Kitty's way: a file in pieces, each in an APC; the terminal makes it as large as so many cells. It lies over the cells
//! and stays when they change, so it is taken away by a word of its own.

use std::io::Write as _;

use super::base64::encoded;

/// The most letters of a piece.
const PIECE: usize = 4096;

/// Takes our picture away, and its bytes. Others may have left pictures of their own on the terminal.
pub(in crate::tui::term) const REMOVE: &[u8] = b"\x1b_Ga=d,d=I,i=5172020,q=2\x1b\\";

/// The bytes that show a PNG in these cells from where the cursor is, which stays there. Nothing is answered.
pub(super) fn bytes(png: &[u8], (columns, rows): (u16, u16)) -> Vec<u8> {
    let letters = encoded(png);
    let last = letters.len().div_ceil(PIECE).saturating_sub(1);
    let mut out = Vec::with_capacity(letters.len() + 16 * (last + 4));
    for (i, piece) in letters.chunks(PIECE).enumerate() {
        let more = u8::from(i < last);
        let head = if i == 0 {
            format!("a=T,f=100,t=d,i=5172020,p=1,q=2,C=1,c={columns},r={rows},m={more}")
        } else {
            format!("m={more},q=2")
        };
        // Into memory.
        let _ = write!(out, "\x1b_G{head};");
        out.extend_from_slice(piece);
        out.extend_from_slice(b"\x1b\\");
    }
    out
}
