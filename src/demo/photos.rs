//! The demo's own photos: small scenes that are drawn by code, so that evidence, its saving and the wall's page of photos have
//! something to show, without a file and without the network.
//!
//! There are few scenes, and every photo is a file of its own all the same: it carries its number, as a camera's does. A
//! scene is drawn when it is first wanted. It must never know who sends a photo.

use std::io::Cursor;
use std::sync::OnceLock;

use image::{ImageFormat, Rgb, RgbImage};
use sha2::{Digest, Sha256};

use super::dice::Dice;
use crate::core::hex::hex;
use crate::core::names::BlobId;

const WIDE: u32 = 160;
const HIGH: u32 = 120;
/// The line between sky and ground.
const GROUND: u32 = 76;
/// Each scene in so many lights.
const LIGHTS: usize = 2;

type Colour = [u8; 3];

/// A scene, and what is written below it.
type Scene = (fn(&mut Canvas), &'static str);

const SCENES: [Scene; 6] = [
    (banner, "Băng-rôn trên tuyến phố trung tâm"),
    (hall, "Quang cảnh buổi tập huấn"),
    (planting, "Trồng cây hưởng ứng Ngày 17/5"),
    (mast, "Trạm phát sóng ở xã vùng cao"),
    (stand, "Gian trưng bày thiết bị số"),
    (screen, "Màn hình tuyên truyền tại bộ phận một cửa"),
];

/// All photos of a demo.
#[derive(Debug)]
pub struct Album {
    seed: u64,
    drawn: [OnceLock<Vec<u8>>; SCENES.len() * LIGHTS],
}

/// Albums of one seed hold the same photos.
impl PartialEq for Album {
    fn eq(&self, other: &Self) -> bool {
        self.seed == other.seed
    }
}

impl Album {
    /// The album of a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            drawn: Default::default(),
        }
    }

    /// The bytes of a photo: a JPEG, with its number and the seed in a comment.
    pub fn bytes(&self, n: u32) -> Vec<u8> {
        let scene = self.drawn[self.at(n)].get_or_init(|| draw(self.at(n)));
        let words = format!("ketnoi demo {} {n}", self.seed);
        let (start, rest) = scene.split_at(scene.len().min(2));
        let mut out = start.to_vec();
        // A comment: its mark, its length with the length itself, its words.
        out.extend([0xff, 0xfe]);
        out.extend((words.len() as u16 + 2).to_be_bytes());
        out.extend(words.as_bytes());
        out.extend(rest);
        out
    }

    /// By what a photo is known, and its size in bytes.
    pub fn file(&self, n: u32) -> (BlobId, u64) {
        let bytes = self.bytes(n);
        (BlobId(hex(&Sha256::digest(&bytes))), bytes.len() as u64)
    }

    /// What is to be seen on it.
    pub fn caption(&self, n: u32) -> &'static str {
        SCENES[n as usize % SCENES.len()].1
    }

    /// The number of a photo behind `count` others, of what an activity of that kind and title looks like.
    pub fn number(&self, count: u32, kind: &str, title: &str) -> u32 {
        let scene = match kind {
            "seminar" | "training" | "contest" => 1,
            "other" if title.contains("cây") => 2,
            "other" => 3,
            "exhibition" => 4,
            "broadcast" | "message" => 5,
            _ => 0,
        };
        count * SCENES.len() as u32 + scene
    }

    /// The scene of a photo, in one of the lights.
    fn at(&self, n: u32) -> usize {
        let light = Dice::new(self.seed ^ u64::from(n)).below(LIGHTS as u64) as usize;
        light * SCENES.len() + n as usize % SCENES.len()
    }
}

fn draw(at: usize) -> Vec<u8> {
    let mut canvas = Canvas::new(at / SCENES.len());
    SCENES[at % SCENES.len()].0(&mut canvas);
    let mut out = Cursor::new(Vec::new());
    // Into memory, of a size that fits: there is nothing that could fail.
    let written = canvas.image.write_to(&mut out, ImageFormat::Jpeg);
    written.map(|()| out.into_inner()).unwrap_or_default()
}

struct Canvas {
    image: RgbImage,
    dice: Dice,
}

impl Canvas {
    /// Sky and ground in a light: by day, or towards evening.
    fn new(light: usize) -> Self {
        let (high, low, ground): (Colour, Colour, Colour) = match light {
            0 => ([92, 158, 214], [206, 228, 240], [112, 148, 86]),
            _ => ([70, 82, 140], [244, 178, 120], [92, 104, 72]),
        };
        let image = RgbImage::from_fn(WIDE, HIGH, |_, y| {
            if y >= GROUND {
                return Rgb(shade(ground, 1_000 + 4 * (y - GROUND)));
            }
            let mix =
                |a: u8, b: u8| ((u32::from(a) * (GROUND - y) + u32::from(b) * y) / GROUND).min(255) as u8;
            Rgb([0, 1, 2].map(|i| mix(high[i], low[i])))
        });
        Self {
            image,
            dice: Dice::new(light as u64 + 17),
        }
    }

    fn put(&mut self, x: i64, y: i64, colour: Colour) {
        if (0..i64::from(WIDE)).contains(&x) && (0..i64::from(HIGH)).contains(&y) {
            self.image.put_pixel(x as u32, y as u32, Rgb(colour));
        }
    }

    fn block(&mut self, (x, y): (i64, i64), (w, h): (i64, i64), colour: Colour) {
        for (dx, dy) in (0..h).flat_map(|dy| (0..w).map(move |dx| (dx, dy))) {
            self.put(x + dx, y + dy, colour);
        }
    }

    fn disc(&mut self, (x, y): (i64, i64), r: i64, colour: Colour) {
        for (dx, dy) in (-r..=r).flat_map(|dy| (-r..=r).map(move |dx| (dx, dy))) {
            if dx * dx + dy * dy <= r * r {
                self.put(x + dx, y + dy, colour);
            }
        }
    }

    /// A triangle that stands on its foot.
    fn peak(&mut self, (x, foot): (i64, i64), (half, high): (i64, i64), colour: Colour) {
        for up in 0..high {
            let half = half * (high - up) / high;
            self.block((x - half, foot - up), (2 * half + 1, 1), colour);
        }
    }

    /// Somebody: a head above a shirt.
    fn person(&mut self, (x, y): (i64, i64), size: i64) {
        let shirts = [
            [210, 60, 60],
            [60, 110, 190],
            [240, 240, 236],
            [230, 170, 50],
            [70, 140, 90],
        ];
        let shirt = self.dice.pick(&shirts);
        self.block((x - size, y), (2 * size, 3 * size), shirt);
        self.disc((x, y - size), size, [222, 178, 142]);
        self.block((x - size, y - 2 * size), (2 * size, size), [38, 32, 30]);
    }

    /// Lines of writing that nobody can read.
    fn writing(&mut self, (x, y): (i64, i64), w: i64, colour: Colour) {
        let mut at = 0;
        while at < w {
            let word = self.dice.between(4, 12).min(w - at);
            self.block((x + at, y), (word, 3), colour);
            at += word + 3;
        }
    }
}

/// Brighter or darker, in thousandths.
fn shade(colour: Colour, thousandths: u32) -> Colour {
    colour.map(|c| (u32::from(c) * thousandths / 1_000).min(255) as u8)
}

fn banner(c: &mut Canvas) {
    for i in 0..5 {
        let high = c.dice.between(26, 52);
        let wall = [[196, 178, 150], [150, 168, 178], [206, 198, 186]][i as usize % 3];
        c.block((i * 34 - 4, 80 - high), (32, high), wall);
        for (dx, dy) in (0..3).flat_map(|dx| (0..4).map(move |dy| (dx, dy))) {
            c.block((i * 34 + 2 + dx * 9, 84 - high + dy * 11), (5, 6), [78, 92, 110]);
        }
    }
    c.block((0, 80), (160, 40), [104, 104, 108]);
    for x in 0..6 {
        c.block((x * 28 + 6, 98), (14, 3), [232, 232, 226]);
    }
    c.block((8, 26), (3, 58), [70, 70, 74]);
    c.block((149, 26), (3, 58), [70, 70, 74]);
    c.block((10, 30), (140, 22), [196, 30, 38]);
    c.writing((22, 36), 116, [255, 222, 70]);
    c.writing((34, 44), 90, [255, 222, 70]);
}

fn hall(c: &mut Canvas) {
    c.block((0, 0), (160, 84), [224, 214, 196]);
    c.block((0, 84), (160, 36), [128, 92, 62]);
    c.block((34, 12), (92, 46), [246, 248, 250]);
    c.block((34, 12), (92, 9), [28, 92, 160]);
    for line in 0..4 {
        c.writing((42, 27 + line * 7), 70, [90, 104, 122]);
    }
    c.person((142, 58), 5);
    for row in 0..3 {
        for seat in 0..9 {
            c.person((12 + seat * 17 + (row % 2) * 8, 84 + row * 13), 4);
        }
    }
}

fn planting(c: &mut Canvas) {
    c.peak((40, 78), (60, 34), [96, 132, 108]);
    c.peak((120, 78), (70, 44), [82, 120, 100]);
    c.disc((132, 18), 9, [250, 236, 170]);
    for i in 0..6 {
        let x = 12 + i * 27;
        c.block((x, 84), (3, 14), [104, 74, 48]);
        c.disc((x + 1, 80), 8, [62, 128, 58]);
        c.disc((x - 4, 84), 5, [78, 146, 66]);
    }
    for i in 0..5 {
        c.person((24 + i * 28, 98), 4);
    }
}

fn mast(c: &mut Canvas) {
    c.peak((30, 80), (70, 52), [92, 118, 112]);
    c.peak((118, 80), (84, 62), [76, 104, 98]);
    for step in 0..6 {
        c.block((0, 82 + step * 6), (160, 3), [150 + step as u8 * 8, 176, 84]);
    }
    c.peak((98, 82), (9, 66), [186, 60, 54]);
    c.peak((98, 82), (5, 60), [206, 214, 220]);
    for y in 0..4 {
        c.block((88 + y, 40 + y * 11), (21 - 2 * y, 2), [240, 240, 240]);
    }
    c.disc((91, 30), 4, [238, 238, 240]);
    c.disc((105, 36), 4, [238, 238, 240]);
    c.block((60, 84), (22, 14), [206, 188, 160]);
    c.peak((71, 84), (15, 9), [150, 70, 52]);
}

fn stand(c: &mut Canvas) {
    c.block((0, 0), (160, 120), [232, 236, 240]);
    c.block((0, 92), (160, 28), [176, 182, 190]);
    c.block((14, 14), (132, 20), [20, 110, 140]);
    c.writing((24, 22), 104, [250, 250, 250]);
    for i in 0..4 {
        let x = 16 + i * 34;
        c.block((x, 42), (26, 20), [40, 46, 56]);
        let glow = c.dice.pick(&[[90, 190, 240], [120, 210, 140], [250, 190, 90]]);
        c.block((x + 2, 44), (22, 16), glow);
        c.block((x - 2, 66), (30, 26), [250, 250, 248]);
    }
    for i in 0..6 {
        c.person((14 + i * 26, 94), 5);
    }
}

fn screen(c: &mut Canvas) {
    c.block((0, 0), (160, 120), [214, 222, 216]);
    c.block((0, 88), (160, 32), [150, 132, 110]);
    c.block((40, 8), (80, 50), [28, 30, 36]);
    c.block((43, 11), (74, 44), [36, 84, 170]);
    c.disc((66, 32), 13, [120, 200, 240]);
    c.disc((66, 32), 9, [36, 84, 170]);
    c.writing((84, 24), 28, [250, 250, 250]);
    c.writing((84, 32), 26, [250, 220, 90]);
    c.block((10, 66), (140, 22), [170, 120, 78]);
    for i in 0..4 {
        c.person((26 + i * 36, 62), 4);
        c.person((30 + i * 34, 96), 5);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_photo_is_a_small_file_of_its_own_that_comes_again() {
        let album = Album::new(2020);
        let files: Vec<(BlobId, u64)> = (0..60).map(|n| album.file(n)).collect();
        let ids: std::collections::BTreeSet<&BlobId> = files.iter().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), files.len());
        assert!(
            files.iter().all(|(_, size)| (500..20_000).contains(size)),
            "{files:?}"
        );
        let again = Album::new(2020);
        assert!((0..60).all(|n| again.bytes(n) == album.bytes(n)));
        assert_ne!(Album::new(7).file(0), album.file(0));
        // `core::demo_script` decodes them: nothing in this house but the confined child may.
        assert!((0..60).all(|n| album.bytes(n).starts_with(&[0xff, 0xd8, 0xff, 0xfe])));
    }
}
