//! A dashboard without a terminal, on the demo of 2020 at a moment of it: keys go in, a frame comes out.
//!
//! Who sits there has a fixed name, so that a picture is the same on every machine.

use std::path::PathBuf;
use std::sync::Arc;

use super::desk::wtisd_2020;
use ketnoi::clock::Clock;
use ketnoi::config::looks;
use ketnoi::core::decide::Who;
use ketnoi::core::definition::Definition;
use ketnoi::core::fact::{Role, Via};
use ketnoi::core::mix::Mix;
use ketnoi::core::names::{Actor, CampaignId, Lang};
use ketnoi::core::time::Stamp;
use ketnoi::demo::{Player, Script};
use ketnoi::ledger::{Ledger, Opening, ReadOnly};
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::first::First;
use ketnoi::tui::keymap::Keymap;
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::model::Model;
use ketnoi::tui::msg::{Answer, Msg};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::parts::{self, Last, Parts};
use ketnoi::tui::print::{Printed, Still, parse_keys};
use ketnoi::tui::run::Start;
use ketnoi::tui::term::{Glyphs, Input, Wishes};
use ketnoi::tui::theme::{GlyphSet, Look};
use ketnoi::tui::view::view_parts;
use ketnoi::tui::wall::model::Wall;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The moment of the pictures: a week before the cut-off.
pub const BEFORE: &str = "2020-05-28T14:03:19+07:00";
/// Three and a half weeks after it.
pub const AFTER: &str = "2020-06-30T23:00:00+07:00";

/// The four sizes that every place is looked at in.
pub const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

/// What a dashboard is begun with.
#[derive(Clone)]
pub struct Setting {
    /// The language.
    pub lang: Lang,
    /// The moment.
    pub when: &'static str,
    /// The look.
    pub look: &'static str,
    /// ASCII only.
    pub ascii: bool,
    /// Other signs than those of every console.
    pub glyphs: Option<Glyphs>,
    /// The size.
    pub size: (u16, u16),
    /// What is shown is the past, so that nothing may be written.
    pub past: bool,
    /// How it begins: as a printed frame, unless a story says otherwise.
    pub first: First,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            lang: Lang::Vi,
            when: BEFORE,
            look: "default",
            ascii: false,
            glyphs: None,
            size: (80, 24),
            past: false,
            first: First::default(),
        }
    }
}

/// Who sits at the dashboard of every story.
pub fn who() -> Who {
    Who {
        actor: Actor::from("hanh"),
        real_user: Actor::from("hanh"),
        role: Role::Administrator,
        via: Via::Tui,
    }
}

/// A ledger of a definition, at a moment.
pub fn ledger(definition: &Arc<Definition>, site: Site, now: Stamp, read_only: Option<ReadOnly>) -> Ledger {
    let shipped = |_: Option<&str>| Some(definition.clone());
    Ledger::open(Opening {
        site,
        campaign: Some(CampaignId::from(definition.id.as_str())),
        shipped: &shipped,
        who: who(),
        clock: Clock::Fixed(now),
        read_only,
    })
    .expect("a ledger")
}

impl Setting {
    pub fn size(mut self, size: (u16, u16)) -> Self {
        self.size = size;
        self
    }

    pub fn now(&self) -> Stamp {
        Stamp::parse_rfc3339(self.when).expect("RFC 3339")
    }

    /// A start over a ledger.
    pub fn start(&self, ledger: Ledger) -> Start {
        let look = Look::load(self.look, self.ascii, None).expect("a look");
        let look = match self.glyphs {
            Some(glyphs) => look.with_glyphs(GlyphSet::of(glyphs, false)),
            None => look,
        };
        Start {
            ledger,
            player: None,
            cat: Catalogue::new(self.lang),
            look,
            look_name: self.look.into(),
            auto_look: false,
            look_names: looks::names_in(None),
            data_dir: None::<PathBuf>,
            ground: Ground::default(),
            keymap: Keymap::default(),
            wishes: Wishes::default(),
            seconds: true,
            mouse: false,
            past: self.past,
            log: None,
            no_store: None,
            first: self.first.clone(),
            jail: None,
        }
    }

    /// The dashboard over the demo, played up to the moment.
    pub fn demo(&self) -> Screen {
        let definition = wtisd_2020();
        let mut ledger = self::ledger(&definition, Site::memory(), self.now(), None);
        Player::new(Script::new(2020, &definition))
            .play(&mut ledger, self.now())
            .expect("the script is carried out");
        if self.past {
            ledger
                .turn_back(Some(self.now()), None)
                .expect("the past is read");
        }
        Screen::over(self.start(ledger), self.size)
    }

    /// The dashboard over any ledger, with a home in which files are written.
    pub fn over_on(&self, ledger: Ledger, ground: Ground) -> Screen {
        let start = Start {
            ground,
            ..self.start(ledger)
        };
        Screen::over(start, self.size)
    }

    /// The dashboard over any start.
    pub fn over_start(&self, start: Start) -> Screen {
        Screen::over(start, self.size)
    }

    /// The dashboard over any ledger.
    pub fn over(&self, ledger: Ledger) -> Screen {
        Screen::over(self.start(ledger), self.size)
    }
}

/// A dashboard that can be pressed and looked at.
pub struct Screen {
    still: Still,
}

impl Screen {
    fn over(start: Start, size: (u16, u16)) -> Self {
        let mut still = Still::new(start, size);
        // What is cached is made before the first key.
        still.printed();
        Self { still }
    }

    /// Presses keys, one after the other.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for input in parse_keys(keys).unwrap_or_else(|k| panic!("{k:?} in {keys}")) {
            self.still.tell(Msg::Input(input));
        }
        self
    }

    /// Types words, blanks included.
    pub fn type_in(&mut self, words: &str) -> &mut Self {
        self.tell(Msg::Input(Input::Paste {
            text: words.to_owned(),
            truncated: false,
        }))
    }

    pub fn tell(&mut self, msg: Msg) -> &mut Self {
        self.still.tell(msg);
        self
    }

    /// From now on answers are held back, until they are released one by one.
    pub fn hold_answers(&mut self) -> &mut Self {
        self.still.hold_answers();
        self
    }

    /// The answers that are held back, the oldest first.
    pub fn held(&self) -> impl Iterator<Item = &Answer> {
        self.still.held()
    }

    /// Hands over the oldest of them; false if there is none.
    pub fn release(&mut self) -> bool {
        self.still.release()
    }

    /// From now on files stay under way, until they are brought one by one.
    pub fn hold_files(&mut self) -> &mut Self {
        self.still.hold_files();
        self
    }

    /// The oldest of them is taken in; false if there is none.
    pub fn bring(&mut self) -> bool {
        self.still.bring()
    }

    /// It is this time in the world, by which messages come and go.
    pub fn hear_world(&mut self, world: Stamp) -> &mut Self {
        self.still.hear_world(world);
        self
    }

    pub fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.still.resize(size);
        self
    }

    pub fn model(&self) -> &Model {
        self.still.model()
    }

    pub fn ended(&self) -> bool {
        self.still.ended()
    }

    pub fn printed(&mut self) -> Printed {
        self.still.printed()
    }

    pub fn text(&mut self) -> String {
        self.printed().text()
    }

    /// The last line.
    pub fn footer(&mut self) -> String {
        self.text().lines().last().unwrap_or_default().trim().to_owned()
    }

    /// Fails if the words are not on the screen.
    #[track_caller]
    pub fn shows(&mut self, words: &str) -> &mut Self {
        let text = self.text();
        assert!(text.contains(words), "“{words}” is not on the screen:\n{text}");
        self
    }

    /// A long walk of keys and seconds, the same at every run. After every step the frame that is drawn over the last one
    /// must be the frame that a whole drawing gives.
    #[track_caller]
    pub fn walk(&mut self, keys: &[&str], steps: u64, seed: u64) {
        let mut dice = Mix::new(seed);
        let mut random = |below: usize| (dice.next() % below as u64) as usize;
        let size = self.printed().buffer.area;
        let (mut over, mut last, mut few) = (Buffer::empty(size), None, 0);
        for step in 0..steps {
            let told = if random(3) == 0 {
                let by = [1_000, 1_000, 1_000, 17_000][random(4)];
                let now = self.model().stage.now.plus(by);
                self.tell(Msg::Tick(now));
                "a tick"
            } else {
                let key = keys[random(keys.len())];
                self.press(key);
                key
            };
            if !matches!(self.model().overlay, Overlay::None) && step % 5 == 0 {
                self.press("<esc>");
            }
            let whole = self.still.whole().0;
            let parts = parts::since(last.as_ref(), self.model());
            for at in parts.areas(size).into_iter().flat_map(Rect::positions) {
                over[at].reset();
            }
            view_parts(self.model(), &parts, &mut over);
            last = Some(Last::of(self.model()));
            few += usize::from(parts != Parts::All);
            let wrong = (0..whole.content.len()).find(|i| whole.content[*i] != over.content[*i]);
            let at = wrong.map(|i| whole.pos_of(i));
            assert_eq!(
                at, None,
                "step {step}, {told}, of {size:?}: not drawn anew with {parts:?}"
            );
        }
        assert!(few > 50, "{few} of {steps} frames were drawn in part");
    }
}

/// A wall as it is drawn at a size.
pub fn drawn(wall: &Wall, (w, h): (u16, u16)) -> Printed {
    let mut buffer = Buffer::empty(Rect::new(0, 0, w, h));
    ketnoi::tui::wall::view::view(wall, &mut buffer);
    Printed {
        buffer,
        copied: None,
        ended: false,
    }
}
