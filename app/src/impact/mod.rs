//! `/impact`: the public figures.

use backend::training::{self, Figures};
use leptos::prelude::*;

use crate::{
    i18n::t,
    ui::{Figure, Page, page},
};

/// The three public figures, each with its historic part.
pub fn figures_view(figures: &Figures) -> impl IntoView + use<> {
    let note = |(all, historic): (u32, u32)| {
        if historic == 0 {
            t!("figure-all-counted")
        } else if historic == all {
            t!("figure-all-historic")
        } else {
            t!("figure-part-historic", n = historic)
        }
    };
    view! {
        <div class="figures">
            <Figure n=figures.individuals.0 label=t!("figure-individuals", n = figures.individuals.0) note=note(figures.individuals)/>
            <Figure
                n=figures.submitting_members.0
                label=t!("figure-submissions", n = figures.submitting_members.0)
                note=note(figures.submitting_members)
            />
            <Figure n=figures.joint_statements.0 label=t!("figure-statements", n = figures.joint_statements.0) note=note(figures.joint_statements)/>
        </div>
    }
}

/// The public figures and how they are counted.
#[component]
pub fn ImpactPage() -> impl IntoView {
    page(|req| async move {
        let figures = training::figures(&req.ctx).await?;
        let body = view! {
            <h1>{t!("impact-title")}</h1>
            <p class="lead">{t!("impact-lead")}</p>
            {figures_view(&figures)}
            <h2>{t!("impact-how-title")}</h2>
            <ul>
                <li>{t!("impact-how-once")}</li>
                <li>{t!("impact-how-rule")}</li>
                <li>{t!("impact-how-historic")}</li>
            </ul>
        };
        Ok(Page::wide(t!("impact-title"), body))
    })
}
