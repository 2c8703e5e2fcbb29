//! What answers add up to, as bars, words or texts: the same for participants, projector, trainers and afterwards.

use backend::activity::Shown;
use domain::activity::{Kind, SCALE};
use leptos::prelude::*;

use crate::{
    i18n::{activity_kind, t},
    ui::RichText,
};

/// A bar with its label and number; `right` marks what is right in a quiz.
fn bar(label: AnyView, n: u32, of: u32, right: Option<bool>) -> impl IntoView {
    let share = (n * 100 + of / 2).checked_div(of).unwrap_or(0);
    let word = match right {
        Some(true) => Some(t!("result-right")),
        _ => None,
    };
    let class = if right == Some(true) { "bar-row right" } else { "bar-row" };
    view! {
        <li class=class>
            <span class="bar-label">{label}{word.map(|w| view! { " "<strong class="option-word">{w}</strong> })}</span>
            <progress value=n.to_string() max=of.max(1).to_string() aria-hidden="true"></progress>
            <span class="bar-number">{t!("result-share", n = n, share = share)}</span>
        </li>
    }
}

/// What the answers of an activity add up to.
pub fn results(shown: &Shown) -> AnyView {
    let tally = &shown.tally;
    let kind = shown.written.kind;
    match kind {
        Kind::PollSingle | Kind::PollMultiple | Kind::Quiz if !tally.counts.is_empty() => {
            let right = shown.question.as_ref().and_then(|q| q.right.clone());
            let labels: Vec<AnyView> = match &shown.question {
                Some(q) => q.options.iter().map(|html| view! { <RichText html=html.clone()/> }.into_any()).collect(),
                None => shown.written.settings.options.iter().map(|o| view! { <bdi>{o.clone()}</bdi> }.into_any()).collect(),
            };
            let rows = labels
                .into_iter()
                .zip(&tally.counts)
                .enumerate()
                .map(|(i, (label, n))| bar(label, *n, tally.answers, right.as_ref().and_then(|r| r.get(i).copied())))
                .collect_view();
            view! { <ul class="bars plain" data-content="">{rows}</ul> }.into_any()
        }
        Kind::PollScale if !tally.counts.is_empty() => {
            let low = shown.written.settings.scale_low.clone();
            let high = shown.written.settings.scale_high.clone();
            let rows = (1_u32..)
                .zip(&tally.counts)
                .map(|(point, n)| {
                    let end = match point {
                        1 => format!("1 {low}"),
                        SCALE => format!("{SCALE} {high}"),
                        _ => point.to_string(),
                    };
                    bar(view! { <bdi>{end}</bdi> }.into_any(), *n, tally.answers, None)
                })
                .collect_view();
            let mean = tally.mean_hundredths().map(|m| format!("{}.{:02}", m / 100, m % 100));
            view! {
                <ul class="bars plain" data-content="">{rows}</ul>
                {mean.map(|mean| view! { <p>{t!("result-mean", mean = mean)}</p> })}
            }
            .into_any()
        }
        Kind::WordCloud if !tally.words.is_empty() => {
            let most = tally.words.first().map_or(1, |(_, n)| *n).max(1);
            let words = tally
                .words
                .iter()
                .take(60)
                .map(|(word, n)| {
                    // from 1 to 5, by how often it came against the most frequent
                    let size = 1 + 4 * (n - 1).min(most) / most.max(1);
                    let times = *n;
                    let label = t!("result-word", n = times);
                    view! { <li class=format!("size-{size}")><bdi>{word.clone()}</bdi>" "<span class="sr-only">{label}</span></li> }
                })
                .collect_view();
            view! { <ul class="cloud plain">{words}</ul> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// A card of results, for afterwards: title, what it added up to, texts.
pub fn result_card(shown: &Shown, inner: bool) -> impl IntoView + use<> {
    let texts = shown
        .entries
        .iter()
        .map(|e| {
            let votes = (e.votes > 0).then(|| view! { " "<span class="muted">{t!("entry-votes", n = e.votes)}</span> });
            view! { <li class="pre-line"><bdi>{e.text.clone()}</bdi>{votes}</li> }
        })
        .collect_view();
    let title = shown.written.title.clone();
    view! {
        <div class="card" data-inner=inner.then_some("")>
            <p class="muted">{activity_kind(shown.written.kind)}" · "{t!("result-answers", n = shown.tally.answers)}</p>
            {if inner {
                view! { <h3 class="item-title"><bdi>{title}</bdi></h3> }.into_any()
            } else {
                view! { <h4 class="item-title"><bdi>{title}</bdi></h4> }.into_any()
            }}
            {results(shown)}
            {(!shown.entries.is_empty()).then(|| view! { <ul class="entries">{texts}</ul> })}
        </div>
    }
}
