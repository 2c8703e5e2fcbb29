//! What the parts of a document are to a screen reader: first by the numbers of the texts, then by what was drawn of them.

use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Node, TagGroup, TagKind};

use krilla::destination::XyzDestination;
use krilla::geom::Point;

/// A part of the tree; its leaves are texts.
pub enum Tree {
    /// Something that holds others.
    Group(TagKind, Vec<Tree>),
    /// All that was drawn of a text.
    Text(usize),
}

impl Tree {
    /// A part that holds others.
    pub fn group(tag: impl Into<TagKind>, parts: Vec<Tree>) -> Self {
        Self::Group(tag.into(), parts)
    }

    /// Texts as leaves.
    pub fn texts(ids: &[usize]) -> Vec<Self> {
        ids.iter().map(|id| Self::Text(*id)).collect()
    }

    /// The tree for the file; `drawn` holds what was drawn of each text.
    pub fn nodes(self, drawn: &mut [Vec<Node>]) -> Vec<Node> {
        match self {
            Self::Group(tag, parts) => {
                let children = parts.into_iter().flat_map(|part| part.nodes(drawn)).collect();
                vec![TagGroup::with_children(tag, children).into()]
            }
            Self::Text(id) => drawn.get_mut(id).map(std::mem::take).unwrap_or_default(),
        }
    }
}

/// The headings as an outline, each under the one before it of a higher level.
pub fn outline(headings: &[(u8, String, usize, f32)]) -> Outline {
    let mut outline = Outline::new();
    for node in nodes(headings) {
        outline.push_child(node);
    }
    outline
}

fn nodes(headings: &[(u8, String, usize, f32)]) -> Vec<OutlineNode> {
    let mut out = Vec::new();
    let mut rest = headings;
    while let Some(((level, text, page, top), after)) = rest.split_first() {
        let (below, next) = after.split_at(after.iter().take_while(|heading| heading.0 > *level).count());
        let place = XyzDestination::new(*page, Point::from_xy(0.0, (top - 12.0).max(0.0)));
        let mut node = OutlineNode::new(text.clone(), place);
        for child in nodes(below) {
            node.push_child(child);
        }
        out.push(node);
        rest = next;
    }
    out
}
