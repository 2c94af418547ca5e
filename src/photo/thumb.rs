//! A small picture: rows of red, green and blue. How it comes out of the process that made it, how it is made smaller
//! still, and what both processes must agree on. It must never know how a file is decoded.

/// The largest file that is read, in bytes.
pub const MOST_BYTES: u64 = 32 << 20;
/// What a reply begins with.
const MARK: &[u8; 4] = b"ktn1";
/// Bytes before the colours.
const HEAD: usize = 8;

/// A small picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumb {
    width: u16,
    height: u16,
    rgb: Vec<[u8; 3]>,
}

impl Thumb {
    /// A picture of these points, row by row; `None` if there are not as many as that.
    pub fn new(width: u16, height: u16, rgb: Vec<[u8; 3]>) -> Option<Self> {
        let all = usize::from(width) * usize::from(height);
        (all > 0 && rgb.len() == all).then_some(Self { width, height, rgb })
    }

    /// Points in a row.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> u16 {
        self.height
    }

    /// All points, row by row.
    pub fn points(&self) -> &[[u8; 3]] {
        &self.rgb
    }

    /// The colour of a point; black outside.
    pub fn at(&self, x: u16, y: u16) -> [u8; 3] {
        if x >= self.width {
            return [0; 3];
        }
        let i = usize::from(y) * usize::from(self.width) + usize::from(x);
        self.rgb.get(i).copied().unwrap_or_default()
    }

    /// As bytes, for the way between two processes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEAD + self.rgb.len() * 3);
        out.extend_from_slice(MARK);
        out.extend_from_slice(&self.width.to_be_bytes());
        out.extend_from_slice(&self.height.to_be_bytes());
        out.extend_from_slice(self.rgb.as_flattened());
        out
    }

    /// How many bytes a picture of at most so many points takes.
    pub(super) fn bytes_of((width, height): (u16, u16)) -> usize {
        HEAD + usize::from(width) * usize::from(height) * 3
    }

    /// The picture that stands in these bytes and nothing beside it, if it is no larger than that.
    pub(super) fn from_bytes(bytes: &[u8], (most_w, most_h): (u16, u16)) -> Option<Self> {
        let rest = bytes.strip_prefix(MARK)?;
        let (&[a, b, c, d], rest) = rest.split_first_chunk::<4>()?;
        let (width, height) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        if width > most_w || height > most_h {
            return None;
        }
        let (rgb, more) = rest.as_chunks::<3>();
        if !more.is_empty() {
            return None;
        }
        Self::new(width, height, rgb.to_vec())
    }

    /// As large as it can be within this many points, its shape kept; each point is the mean of those it stands for.
    #[must_use]
    pub fn within(&self, (most_w, most_h): (u16, u16)) -> Option<Self> {
        let (w, h) = shape((self.width.into(), self.height.into()), (most_w, most_h))?;
        let mut rgb = Vec::with_capacity(usize::from(w) * usize::from(h));
        for y in 0..h {
            for x in 0..w {
                rgb.push(self.mean(stretch(x, w, self.width), stretch(y, h, self.height)));
            }
        }
        Self::new(w, h, rgb)
    }

    fn mean(&self, (left, right): (u16, u16), (top, bottom): (u16, u16)) -> [u8; 3] {
        let mut sum = [0_u32; 3];
        for y in top..bottom {
            for x in left..right {
                for (s, c) in sum.iter_mut().zip(self.at(x, y)) {
                    *s += u32::from(c);
                }
            }
        }
        let n = (u32::from(right - left) * u32::from(bottom - top)).max(1);
        sum.map(|s| (s / n) as u8)
    }
}

/// The points of an old row, of `old`, that the point `at` of `new` stands for; never none.
fn stretch(at: u16, new: u16, old: u16) -> (u16, u16) {
    let edge = |n: u16| (u32::from(n) * u32::from(old) / u32::from(new.max(1))) as u16;
    let first = edge(at).min(old.saturating_sub(1));
    (first, edge(at + 1).max(first + 1).min(old))
}

/// How large a picture of this size is drawn within that: the same shape, no side of nothing. `None` if there is no room.
pub(super) fn shape((w, h): (u32, u32), (most_w, most_h): (u16, u16)) -> Option<(u16, u16)> {
    if w == 0 || h == 0 || most_w == 0 || most_h == 0 {
        return None;
    }
    let (w, h, mw, mh) = (u64::from(w), u64::from(h), u64::from(most_w), u64::from(most_h));
    Some(if w * mh >= h * mw {
        (most_w, (h * mw / w).clamp(1, mh) as u16)
    } else {
        ((w * mh / h).clamp(1, mw) as u16, most_h)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(w: u16, h: u16) -> Thumb {
        let all = (0..h).flat_map(|y| (0..w).map(move |x| [x as u8, y as u8, 7]));
        Thumb::new(w, h, all.collect()).unwrap()
    }

    #[test]
    fn it_goes_from_one_process_to_another_and_nothing_else_does() {
        let t = steps(5, 3);
        let bytes = t.to_bytes();
        assert_eq!(bytes.len(), Thumb::bytes_of((5, 3)));
        assert_eq!(Thumb::from_bytes(&bytes, (5, 3)), Some(t));
        for (wrong, most) in [
            (&bytes[..bytes.len() - 1], (5, 3)),
            (&[&bytes[..], &[0]].concat()[..], (5, 3)),
            (&bytes[..], (4, 3)),
            (&bytes[1..], (5, 3)),
            (&b"ktn1\0\0\0\0"[..], (5, 3)),
            (&b"ktn1\xff\xff\xff\xff"[..], (u16::MAX, u16::MAX)),
            (&b""[..], (5, 3)),
        ] {
            assert_eq!(Thumb::from_bytes(wrong, most), None);
        }
    }

    #[test]
    fn its_shape_is_kept() {
        for (size, most, want) in [
            ((4000, 3000), (80, 60), Some((80, 60))),
            ((4000, 3000), (80, 20), Some((26, 20))),
            ((3000, 4000), (80, 60), Some((45, 60))),
            ((10_000, 1), (80, 60), Some((80, 1))),
            ((1, 10_000), (80, 60), Some((1, 60))),
            ((1, 1), (9, 4), Some((4, 4))),
            ((1, 1), (0, 4), None),
        ] {
            assert_eq!(shape(size, most), want, "{size:?} in {most:?}");
        }
        let small = steps(8, 8).within((4, 4)).unwrap();
        assert_eq!((small.at(0, 0), small.at(3, 3)), ([0, 0, 7], [6, 6, 7]));
        let large = steps(2, 2).within((5, 5)).unwrap();
        assert_eq!((large.width(), large.at(4, 0)), (5, [1, 0, 7]));
    }
}
