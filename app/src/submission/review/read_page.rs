//! `/submissions/{id}/read`: the whole text as it will be sent, what to look at before, and what others say.

use backend::submission::{self, Paragraph};
use domain::{
    ids::SubmissionId,
    policy::action,
    submission::{Kind, Part, Section, parts},
};
use leptos::prelude::*;

use super::checks::{self, Flagged};
use crate::{
    href,
    i18n::t,
    server::id,
    submission::{
        frame::{counted, crumbs, meter, standing},
        signing::signatures,
        words,
        write::{Around, comments_view},
    },
    ui::{Page, page, param},
};

/// The whole text.
#[component]
pub fn ReadPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let all = submission::paragraphs(ctx, &granted).await?;
        let comments = submission::comments(ctx, &granted).await?;
        let fixed = granted.status().fixed();
        let member = submission::may::<action::WriteSubmission, _>(ctx, &granted);
        // evidence is for those who write
        let cards = if member { submission::cards(ctx, &granted).await? } else { Vec::new() };
        let writes = member && !fixed;
        let count = counted(&all);
        let flags = checks::look(ctx, &granted, &all, &cards, &count).await?;
        let around =
            Around { submission: granted.id, flash: &req.flash, comments: &comments, cards: &cards, last: 0, writes, judge: false };
        let signs = submission::may::<action::SignSubmission, _>(ctx, &granted);
        let mut notes = 0;
        let sections = Section::ALL
            .into_iter()
            .filter(|s| all.iter().any(|p| p.section == *s && !p.text.is_empty()))
            .map(|s| {
                let paragraphs = all
                    .iter()
                    .filter(|p| p.section == s && !p.text.is_empty())
                    .map(|p| {
                        let own: Vec<_> = comments.iter().filter(|c| c.paragraph == p.id).collect();
                        let edit = writes.then(|| {
                            view! {
                                <a class="small" href=format!("{}#p-{}", href::section(granted.id, s), p.id)>
                                    {t!("read-edit")}
                                    <span class="sr-only">" "{words::paragraph_label(p)}</span>
                                </a>
                            }
                        });
                        let said = comments_view(granted.id, p, &own, &around);
                        view! {
                            <div class="read-paragraph" id=format!("p-{}", p.id)>
                                {paragraph(p, &mut notes)}
                                <div class="read-side">{edit}{said}</div>
                            </div>
                        }
                    })
                    .collect_view();
                view! { <section id=s.name()><h2>{words::section(s)}</h2>{paragraphs}</section> }
            })
            .collect_view();
        let body = view! {
            {crumbs(&granted)}
            <h1><bdi>{granted.title.clone()}</bdi></h1>
            {standing(ctx, &granted)}
            {meter(&granted, &count)}
            {flags_view(&flags, &granted, writes)}
            <div dir="auto">{sections}</div>
            {signs.then(|| signatures(&req, &granted, true))}
        };
        Ok(Page::read(t!("read-title"), body))
    })
}

/// A paragraph with its number and the numbers of its notes; the notes below it.
fn paragraph(p: &Paragraph, last: &mut u32) -> impl IntoView + use<> {
    let mut notes = Vec::new();
    let text = parts(&p.text)
        .into_iter()
        .map(|part| match part {
            Part::Text(text) => view! { <bdi>{text.to_owned()}</bdi> }.into_any(),
            Part::Note(note) => {
                *last += 1;
                let n = *last;
                notes.push(view! { <li value=n.to_string()><bdi>{note.to_owned()}</bdi></li> });
                view! { <sup>{n}</sup> }.into_any()
            }
        })
        .collect_view();
    let noted = !notes.is_empty();
    let text = match (p.kind, p.number) {
        (Kind::Heading, _) => view! { <h3 data-content="">{text}</h3> }.into_any(),
        (kind, number) => view! {
            <p class=if kind == Kind::Recommendation { "pre-line numbered recommendation" } else { "pre-line numbered" } data-content="">
                {number.map(|n| view! { <span class="paragraph-number">{n}"."</span>" " })}{text}
            </p>
        }
        .into_any(),
    };
    view! { {text}{noted.then(|| view! { <ol class="footnotes small" data-content="">{notes}</ol> })} }
}

fn flags_view(flags: &[Flagged], s: &submission::Submission, writes: bool) -> impl IntoView + use<> {
    let rows = flags
        .iter()
        .map(|f| {
            let link = f.paragraph.as_ref().map(|(p, section, label)| {
                let to = if writes { format!("{}#p-{p}", href::section(s.id, *section)) } else { format!("#p-{p}") };
                view! { " "<a href=to>{label.clone()}</a> }
            });
            let words = (!f.words.is_empty()).then(|| view! { " "<q data-content=""><bdi>{f.words.clone()}</bdi></q> });
            view! {
                <li class=if f.concern.stops() { "flag must" } else { "flag" }>
                    <strong>{f.title.clone()}</strong>
                    {words}
                    {link}
                    <br/>
                    <span class="muted">{f.why.clone()}</span>
                </li>
            }
        })
        .collect_view();
    let none = flags.is_empty();
    view! {
        <section class="card" aria-labelledby="checks">
            <h2 id="checks">{t!("checks-title")}</h2>
            {if none {
                view! { <p>{t!("checks-none")}</p> }.into_any()
            } else {
                view! { <p>{t!("checks-lead", n = flags.len())}</p><ul class="flags">{rows}</ul> }.into_any()
            }}
        </section>
    }
}
