//! Which styles are headings.

use std::collections::BTreeMap;

use super::Refusal;
use super::xml::{Element, Kind, Visitor, visit};

/// How many styles may be based on each other.
const CHAIN: usize = 20;

/// What a paragraph of a style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading of a level.
    Heading(u8),
    /// A line of the list of contents.
    Contents,
    /// Running text.
    Text,
}

#[derive(Default)]
struct Style {
    name: String,
    base: Option<String>,
    /// The level in the outline: 0 is the highest.
    outline: Option<u8>,
}

/// The styles of a file by their ids.
#[derive(Default)]
pub struct Styles {
    all: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// The style that is being read.
    id: Option<String>,
}

impl Styles {
    /// Reads the part with the styles.
    pub fn read(part: &str) -> Result<Self, Refusal> {
        let mut styles = Self::default();
        visit(part, &mut styles)?;
        Ok(styles)
    }

    /// What a paragraph is, by its style and the level that it has itself.
    pub fn role(&self, style: Option<&str>, outline: Option<u8>) -> Role {
        let role = self.of_style(style.or(self.default.as_deref()));
        match outline {
            Some(level) if role != Role::Contents => heading(level),
            _ => role,
        }
    }

    fn of_style(&self, id: Option<&str>) -> Role {
        let mut next = id;
        for _ in 0..CHAIN {
            let Some(id) = next else { break };
            let Some(style) = self.all.get(id) else {
                // A file without styles may still use Word's own.
                return named(&id.replace("Heading", "heading ")).unwrap_or(Role::Text);
            };
            if let Some(role) = named(&style.name) {
                return role;
            }
            if let Some(level) = style.outline {
                return heading(level);
            }
            next = style.base.as_deref();
        }
        Role::Text
    }
}

fn heading(outline: u8) -> Role {
    if outline < 9 { Role::Heading(outline + 1) } else { Role::Text }
}

/// What the names of Word's own styles say; they are in English in every language's files.
fn named(name: &str) -> Option<Role> {
    let name = name.trim().to_ascii_lowercase();
    let (kind, level) = name.split_once(' ').unwrap_or((&name, ""));
    match (kind, level.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level))) {
        ("heading", Some(level)) => Some(Role::Heading(level)),
        ("title", None) if level.is_empty() => Some(Role::Heading(1)),
        ("toc", _) => Some(Role::Contents),
        _ => None,
    }
}

impl Visitor for Styles {
    fn start(&mut self, element: &Element<'_>) {
        if element.kind != Kind::Word {
            return;
        }
        let name = element.name();
        if name == "style" {
            self.id = element.value("styleId").filter(|_| element.value("type").is_none_or(|kind| kind == "paragraph"));
            if let Some(id) = &self.id {
                self.all.insert(id.clone(), Style::default());
                if matches!(element.value("default").as_deref(), Some("1" | "true" | "on")) {
                    self.default = Some(id.clone());
                }
            }
            return;
        }
        let Some(style) = self.id.as_ref().and_then(|id| self.all.get_mut(id)) else { return };
        match name {
            "name" => style.name = element.value("val").unwrap_or_default(),
            "basedOn" => style.base = element.value("val"),
            "outlineLvl" => style.outline = element.value("val").and_then(|level| level.parse().ok()),
            _ => {}
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _: &str) {}
}
