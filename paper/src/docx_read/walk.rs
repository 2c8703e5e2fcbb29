//! Goes through the text of a file and gathers its paragraphs.

use std::collections::{BTreeMap, BTreeSet};

use super::notes::{Notes, inline};
use super::paragraph::Paragraph;
use super::styles::{Role, Styles};
use super::xml::{Element, Kind, Visitor, visit};
use super::{LeftOut, ReadBlock, Refusal};

/// What an element that is open means for what stands in it.
#[derive(Clone, PartialEq, Eq)]
enum Open {
    Paragraph,
    /// The properties of a paragraph.
    Properties,
    /// The properties of its end.
    Mark,
    /// The properties of a run.
    Run,
    Text,
    Note(String),
    /// Nothing in it is read.
    Skipped,
    Other,
}

/// A part on the way to its paragraphs.
pub struct Walk<'a> {
    styles: &'a Styles,
    footnotes: Notes,
    endnotes: Notes,
    /// Whether the part must hold a text, and does.
    root: Option<bool>,
    open: Vec<Open>,
    /// How many of the open elements are skipped.
    skipped: usize,
    /// Paragraphs stand in each other where there are boxes.
    paragraphs: Vec<Paragraph>,
    /// Whether the run is hidden.
    hidden: bool,
    /// What goes on in the next paragraph.
    joined: String,
    blocks: Vec<ReadBlock>,
    notes: BTreeMap<String, String>,
    left_out: BTreeSet<LeftOut>,
}

impl<'a> Walk<'a> {
    /// Starts with no paragraph.
    pub fn new(styles: &'a Styles, footnotes: Notes, endnotes: Notes) -> Self {
        let (open, paragraphs, blocks, joined) = (Vec::new(), Vec::new(), Vec::new(), String::new());
        let (notes, left_out) = (BTreeMap::new(), BTreeSet::new());
        Self { styles, footnotes, endnotes, root: None, open, skipped: 0, paragraphs, hidden: false, joined, blocks, notes, left_out }
    }

    /// Goes through the text; what is no text of Word's is something else.
    pub fn part(&mut self, part: &str) -> Result<(), Refusal> {
        let read = visit(part, self);
        if self.root == Some(false) { Err(Refusal::NotDocx) } else { read }
    }

    /// Goes through the notes.
    pub fn part_of_notes(&mut self, part: &str) -> Result<(), Refusal> {
        visit(part, self)
    }

    /// The paragraphs, and what was left out.
    pub fn finish(mut self) -> (Vec<ReadBlock>, BTreeSet<LeftOut>) {
        let rest = std::mem::take(&mut self.joined);
        if !rest.trim().is_empty() {
            self.blocks.push(ReadBlock { heading: None, text: rest.trim().to_owned() });
        }
        (self.blocks, self.left_out)
    }

    /// The notes, and what was left out.
    pub fn finish_notes(self) -> (BTreeMap<String, String>, BTreeSet<LeftOut>) {
        (self.notes, self.left_out)
    }

    fn tell(&mut self, what: LeftOut) -> Open {
        self.left_out.insert(what);
        Open::Other
    }

    fn with(&mut self, change: impl FnOnce(&mut Paragraph)) -> Open {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
        Open::Other
    }

    fn parent(&self) -> &Open {
        self.open.last().unwrap_or(&Open::Other)
    }

    fn word(&mut self, element: &Element<'_>) -> Open {
        let name = element.name();
        match (name, self.parent()) {
            ("pStyle", Open::Properties) => self.with(|paragraph| paragraph.style = element.value("val")),
            ("outlineLvl", Open::Properties) => {
                self.with(|paragraph| paragraph.outline = element.value("val").and_then(|level| level.parse().ok()))
            }
            ("rPr", Open::Properties) => Open::Mark,
            (_, Open::Mark) => {
                match name {
                    "del" | "moveFrom" => {
                        self.tell(LeftOut::TrackedChanges);
                        self.with(|paragraph| paragraph.joined = true);
                    }
                    "ins" | "moveTo" => {
                        self.tell(LeftOut::TrackedChanges);
                    }
                    _ => {}
                }
                Open::Skipped
            }
            ("vanish", Open::Run) => {
                self.hidden = element.is_on();
                Open::Skipped
            }
            (_, Open::Properties | Open::Run) => Open::Skipped,
            _ => self.content(name, element),
        }
    }

    fn content(&mut self, name: &str, element: &Element<'_>) -> Open {
        match name {
            "p" => {
                self.paragraphs.push(Paragraph { text: std::mem::take(&mut self.joined), ..Paragraph::default() });
                Open::Paragraph
            }
            "pPr" if self.parent() == &Open::Paragraph => Open::Properties,
            "r" => {
                self.hidden = false;
                Open::Other
            }
            "rPr" => Open::Run,
            "t" if self.hidden => self.tell(LeftOut::Hidden),
            "t" => Open::Text,
            "tab" | "ptab" => self.with(|paragraph| paragraph.push(" ")),
            "br" | "cr" => self.with(Paragraph::line),
            "noBreakHyphen" => self.with(|paragraph| paragraph.push("\u{2011}")),
            "sym" => self.tell(LeftOut::Symbols),
            "footnote" | "endnote" => match element.value("type").as_deref() {
                None | Some("normal") => Open::Note(element.value("id").unwrap_or_default()),
                _ => Open::Skipped,
            },
            "footnoteReference" | "endnoteReference" => {
                let notes = if name == "footnoteReference" { &mut self.footnotes } else { &mut self.endnotes };
                let note = element.value("id").and_then(|id| notes.take(&id)).unwrap_or_default();
                self.with(|paragraph| paragraph.note(&note))
            }
            "ins" | "moveTo" => self.tell(LeftOut::TrackedChanges),
            "del" | "moveFrom" => {
                self.tell(LeftOut::TrackedChanges);
                Open::Skipped
            }
            "commentReference" | "commentRangeStart" => self.tell(LeftOut::Comments),
            "tbl" => self.tell(LeftOut::Tables),
            "object" => self.tell(LeftOut::Images),
            "txbxContent" => self.tell(LeftOut::TextBoxes),
            // What is said in the furigana of Japanese is said in the text already.
            "rt" | "sdtPr" | "instrText" | "delText" | "delInstrText" | "tblPr" | "trPr" | "tcPr" | "sectPr" => Open::Skipped,
            _ => Open::Other,
        }
    }

    fn end_paragraph(&mut self) {
        let Some(Paragraph { text, style, outline, joined, mut boxes }) = self.paragraphs.pop() else { return };
        let mut blocks = Vec::new();
        if joined {
            self.joined = text;
        } else {
            let heading = match self.styles.role(style.as_deref(), outline) {
                Role::Heading(level) => Some(level),
                Role::Text | Role::Contents => None,
            };
            let text = text.trim();
            if self.styles.role(style.as_deref(), outline) == Role::Contents {
                self.left_out.insert(LeftOut::Contents);
            } else if !text.is_empty() {
                blocks.push(ReadBlock { heading, text: text.to_owned() });
            }
        }
        blocks.append(&mut boxes);
        match self.paragraphs.last_mut() {
            Some(outer) => outer.boxes.append(&mut blocks),
            None => self.blocks.append(&mut blocks),
        }
    }
}

impl Visitor for Walk<'_> {
    fn start(&mut self, element: &Element<'_>) {
        let (kind, name) = (element.kind, element.name());
        if self.root.is_none() {
            self.root = Some(kind == Kind::Word && name == "document");
        }
        let open = match kind {
            _ if self.skipped > 0 => Open::Skipped,
            Kind::Word => self.word(element),
            Kind::Math if name == "t" => Open::Text,
            Kind::Math => Open::Other,
            // Word writes boxes twice, for itself and for programs that are older.
            Kind::Other if name == "Fallback" => Open::Skipped,
            Kind::Other if matches!(name, "pic" | "imagedata" | "chart" | "relIds" | "OLEObject") => self.tell(LeftOut::Images),
            Kind::Other => Open::Other,
        };
        self.skipped += usize::from(open == Open::Skipped);
        self.open.push(open);
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Paragraph) => self.end_paragraph(),
            Some(Open::Skipped) => self.skipped = self.skipped.saturating_sub(1),
            Some(Open::Note(id)) => {
                let note = inline(&std::mem::take(&mut self.blocks));
                self.notes.insert(id, note);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.parent() == &Open::Text {
            self.with(|paragraph| paragraph.push(text));
        }
    }
}
