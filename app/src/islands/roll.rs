//! The live roll of a meeting with its code: names must appear while the trainer speaks, without a reload.
//! Weight: see the page-weight figures in the README.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the roll shows: made by the server in the reader's language, sent with the page and with every event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollView {
    /// The code in two groups of three digits; nothing while check-in is not open.
    pub code: Option<String>,
    /// Seconds until the next code.
    pub seconds_left: u32,
    /// "12 of 20 are here".
    pub summary: String,
    /// Everybody with a place.
    pub rows: Vec<RollViewRow>,
}

/// A person on the roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollViewRow {
    /// Key of the row.
    pub id: String,
    /// Name.
    pub name: String,
    /// State, as a style.
    pub kind: String,
    /// State, in a word.
    pub state: String,
    /// "came 09:14, 4 min late".
    pub detail: String,
    /// Where to correct the mark.
    pub correct: String,
}

/// Texts of the roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollTexts {
    /// Heading of the names.
    pub name: String,
    /// Heading of the states.
    pub state: String,
    /// Heading of the links.
    pub correct: String,
    /// The link itself.
    pub correct_link: String,
    /// Caption of the table.
    pub caption: String,
    /// Above the code.
    pub code_label: String,
    /// Shown when the connection is lost.
    pub offline: String,
}

/// The code and the roll; follows the events of `source` while the page is open.
#[island]
pub fn RollIsland(source: String, initial: RollView, texts: RollTexts) -> impl IntoView {
    let (view, set_view) = signal(initial);
    let (online, set_online) = signal(true);

    #[cfg(feature = "hydrate")]
    follow(source, set_view, set_online);
    #[cfg(not(feature = "hydrate"))]
    let _ = (source, set_view, set_online);

    let RollTexts { name, state, correct, correct_link, caption, code_label, offline } = texts;
    view! {
        <div class="roll">
            {move || view.read().code.clone().map(|code| {
                let seconds = view.read().seconds_left;
                view! {
                    <div class="code" role="timer" aria-live="off">
                        <p class="code-label">{code_label.clone()}</p>
                        <p class="code-digits" id="check-in-code">{code.clone()}</p>
                        <div class=format!("code-bar seconds-{seconds}")></div>
                    </div>
                }
            })}
            <p class="roll-summary" aria-live="polite" id="roll-summary">{move || view.read().summary.clone()}</p>
            <p class="notice notice-error" role="alert" hidden=move || online.get()>{offline}</p>
            <table class="roll-table">
                <caption class="sr-only">{caption}</caption>
                <thead>
                    <tr><th scope="col">{name}</th><th scope="col">{state}</th><th scope="col">{correct}</th></tr>
                </thead>
                <tbody>
                    <For each=move || view.get().rows key=|row| row.clone() let:row>
                        <tr>
                            <th scope="row"><bdi>{row.name.clone()}</bdi></th>
                            <td>
                                <span class=format!("tag {}", row.kind)>{row.state.clone()}</span>
                                " "
                                <span class="muted">{row.detail.clone()}</span>
                            </td>
                            <td><a href=row.correct.clone()>{correct_link.clone()}<span class="sr-only">": "<bdi>{row.name.clone()}</bdi></span></a></td>
                        </tr>
                    </For>
                </tbody>
            </table>
        </div>
    }
}

impl std::hash::Hash for RollViewRow {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.id, &self.name, &self.kind, &self.state, &self.detail).hash(state);
    }
}

#[cfg(feature = "hydrate")]
fn follow(source: String, set_view: WriteSignal<RollView>, set_online: WriteSignal<bool>) {
    use wasm_bindgen::{JsCast, closure::Closure};
    let Ok(events) = web_sys::EventSource::new(&source) else {
        set_online.set(false);
        return;
    };
    let received = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        if let Some(view) = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok()) {
            set_online.set(true);
            set_view.set(view);
        }
    });
    let lost = Closure::<dyn FnMut()>::new(move || set_online.set(false));
    events.set_onmessage(Some(received.as_ref().unchecked_ref()));
    events.set_onerror(Some(lost.as_ref().unchecked_ref()));
    // both live as long as the page: the browser reconnects by itself
    received.forget();
    lost.forget();
}
