//! A document on the screen, as its files have it.

use leptos::prelude::*;
use paper::document::{Block, Document, Span};

/// The document: its title, what stands below it, its blocks.
pub fn document_view(document: &Document) -> impl IntoView + use<> {
    let blocks: Vec<AnyView> = document.blocks.iter().map(block).collect();
    view! {
        <div class="preview" dir="auto" lang=document.language.clone() data-content="">
            <p><strong>{document.title.clone()}</strong><br/><span class="muted">{document.subtitle.clone()}</span></p>
            {blocks}
        </div>
    }
}

fn block(block: &Block) -> AnyView {
    let list = |items: &[Vec<Span>]| items.iter().map(|i| view! { <li>{spans(i)}</li> }).collect_view();
    match block {
        Block::Heading { text, .. } => view! { <p><strong>{spans(text)}</strong></p> }.into_any(),
        Block::Paragraph(text) | Block::NumberedParagraph { spans: text, .. } => view! { <p class="pre-line">{spans(text)}</p> }.into_any(),
        Block::Note(text) => view! { <blockquote class="pre-line">{spans(text)}</blockquote> }.into_any(),
        Block::Bullets(items) => view! { <ul>{list(items)}</ul> }.into_any(),
        Block::Numbered { items, .. } => view! { <ol>{list(items)}</ol> }.into_any(),
        // neither pages nor letters have any
        Block::Table { .. } | Block::PageBreak => ().into_any(),
    }
}

fn spans(all: &[Span]) -> String {
    paper::document::words(all)
}
