//! XML as far as a Word file needs it: elements of a few vocabularies and text. A document type is refused, as is deep nesting.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use super::Refusal;

/// How deep elements may stand in each other.
const DEEPEST: usize = 200;

/// Which vocabulary an element is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The text of a Word file, in its common and in its strict form.
    Word,
    /// Formulas.
    Math,
    /// All others.
    Other,
}

/// An element as it starts.
pub struct Element<'a> {
    /// Its vocabulary.
    pub kind: Kind,
    tag: &'a BytesStart<'a>,
}

impl<'a> Element<'a> {
    /// Its name without a prefix.
    pub fn name(&self) -> &'a str {
        self.tag.name().local_name().into_inner()
    }

    /// The value of an attribute by its name without a prefix; of two the first.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut all = self.tag.attributes();
        // To look for an attribute that stands twice takes long where there are many.
        let found = all.with_checks(false).take(100).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    /// Whether a switch that stands here is on.
    pub fn is_on(&self) -> bool {
        !matches!(self.value("val").as_deref(), Some("0" | "false" | "off"))
    }
}

/// What is found while going through a part.
pub trait Visitor {
    /// An element starts.
    fn start(&mut self, element: &Element<'_>);
    /// The element that started last and has not ended ends.
    fn end(&mut self);
    /// A piece of text.
    fn text(&mut self, text: &str);
}

/// Goes through a part; each element that starts also ends.
pub fn visit(part: &str, visitor: &mut impl Visitor) -> Result<(), Refusal> {
    let mut reader = NsReader::from_str(part.trim_start_matches('\u{feff}'));
    let (mut depth, mut seen) = (0_usize, false);
    loop {
        let (space, event) = reader.read_resolved_event().map_err(broken)?;
        match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Refusal::Bomb);
                }
                seen = true;
                visitor.start(&Element { kind: kind(&space), tag: &tag });
            }
            Event::Empty(tag) => {
                seen = true;
                visitor.start(&Element { kind: kind(&space), tag: &tag });
                visitor.end();
            }
            Event::End(_) => {
                depth = depth.checked_sub(1).ok_or(Refusal::Broken)?;
                visitor.end();
            }
            Event::Text(text) => visitor.text(&text.xml10_content()),
            Event::CData(text) => visitor.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let c = match &*name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => name.resolve_char_ref().map_err(broken)?.ok_or(Refusal::Broken)?,
                };
                visitor.text(c.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(Refusal::Broken),
            Event::Eof => return if depth == 0 && seen { Ok(()) } else { Err(Refusal::Broken) },
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

/// Whatever is wrong with the zip or the XML, the file is damaged: nothing more is told, as it would repeat what is in the file.
pub fn broken<E>(_: E) -> Refusal {
    Refusal::Broken
}

fn kind(space: &ResolveResult<'_>) -> Kind {
    let ResolveResult::Bound(space) = space else { return Kind::Other };
    match space.0 {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main" | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Kind::Word,
        "http://schemas.openxmlformats.org/officeDocument/2006/math" | "http://purl.oclc.org/ooxml/officeDocument/math" => Kind::Math,
        _ => Kind::Other,
    }
}
