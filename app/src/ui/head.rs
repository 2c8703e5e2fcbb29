//! What a page says about itself in the head of its document: its title, and when to ask again.

use std::sync::{Arc, Mutex, PoisonError};

use html_escape::encode_text;
use leptos::prelude::*;

/// What a page says about itself in the head of its document.
#[derive(Clone, Debug, Default)]
pub struct Head(Arc<Mutex<Said>>);

#[derive(Clone, Debug, Default)]
struct Said {
    title: String,
    /// Seconds after which a browser without script asks again.
    refresh: Option<u32>,
}

impl Head {
    fn change(change: impl FnOnce(&mut Said)) {
        if let Some(head) = use_context::<Head>() {
            change(&mut head.0.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Sets the title of the document; it is escaped here.
    pub fn title(title: String) {
        Self::change(|said| said.title = title);
    }

    /// Asks browsers without script to ask again after so many seconds.
    pub fn refresh(seconds: u32) {
        Self::change(|said| said.refresh = Some(seconds));
    }

    /// Its HTML, escaped.
    pub fn html(&self) -> String {
        let Said { title, refresh } = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let refresh = refresh.map(|s| format!("<noscript><meta http-equiv=\"refresh\" content=\"{s}\"></noscript>")).unwrap_or_default();
        format!("<title>{}</title>{refresh}", encode_text(&title))
    }
}

/// The document's title.
#[component]
pub fn PageTitle(text: String) -> impl IntoView {
    Head::title(text);
}
