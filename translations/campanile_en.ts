<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>campanile::CampaignActions</name>
    <message numerus="yes">
        <source>%Ln target(s) will be called.</source>
        <translation>
            <numerusform>%Ln target will be called.</numerusform>
            <numerusform>%Ln targets will be called.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up to %Ln per target</source>
        <translation>
            <numerusform>%Ln per target</numerusform>
            <numerusform>up to %Ln per target</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) in progress will finish.</source>
        <translation>
            <numerusform>%Ln call in progress will finish.</numerusform>
            <numerusform>%Ln calls in progress will finish.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel campaign and skip %Ln target(s)</source>
        <translation>
            <numerusform>Cancel campaign and skip %Ln target</numerusform>
            <numerusform>Cancel campaign and skip %Ln targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::CampaignHeader</name>
    <message numerus="yes">
        <source>%Ln call(s) now</source>
        <translation>
            <numerusform>%Ln call now</numerusform>
            <numerusform>%Ln calls now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::CampaignsPage</name>
    <message numerus="yes">
        <source>%Ln campaign(s)</source>
        <translation>
            <numerusform>%Ln campaign</numerusform>
            <numerusform>%Ln campaigns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::EngineBar</name>
    <message numerus="yes">
        <source>%Ln call(s) waiting</source>
        <translation>
            <numerusform>%Ln call waiting</numerusform>
            <numerusform>%Ln calls waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::ImportSummaryView</name>
    <message numerus="yes">
        <source>%Ln rejected row(s) written to %1.</source>
        <translation>
            <numerusform>%Ln rejected row written to %1.</numerusform>
            <numerusform>%Ln rejected rows written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::LivePage</name>
    <message numerus="yes">
        <source>%Ln call(s) in progress</source>
        <translation>
            <numerusform>%Ln call in progress</numerusform>
            <numerusform>%Ln calls in progress</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::MainWindow</name>
    <message numerus="yes">
        <source>Quit while %Ln call(s) are in progress?</source>
        <translation>
            <numerusform>Quit while %Ln call are in progress?</numerusform>
            <numerusform>Quit while %Ln calls are in progress?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::MappingView</name>
    <message numerus="yes">
        <source>about %Ln row(s)</source>
        <translation>
            <numerusform>about %Ln row</numerusform>
            <numerusform>about %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln row(s)</source>
        <translation>
            <numerusform>Import %Ln row</numerusform>
            <numerusform>Import %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::Reasons</name>
    <message numerus="yes">
        <source>The last %Ln call(s) failed one after the other. Check trunk, caller ID and list, then resume.</source>
        <translation>
            <numerusform>The last call failed. Check trunk, caller ID and list, then resume.</numerusform>
            <numerusform>The last %Ln calls failed one after the other. Check trunk, caller ID and list, then resume.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its turn comes at the campaign&apos;s pace of %Ln call(s) per minute.</source>
        <translation>
            <numerusform>Its turn comes at the campaign&apos;s pace of %Ln call per minute.</numerusform>
            <numerusform>Its turn comes at the campaign&apos;s pace of %Ln calls per minute.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::TargetsPanel</name>
    <message numerus="yes">
        <source>Skip %Ln target(s)?</source>
        <translation>
            <numerusform>Skip %Ln target?</numerusform>
            <numerusform>Skip %Ln targets?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skip %Ln target(s)</source>
        <translation>
            <numerusform>Skip %Ln target</numerusform>
            <numerusform>Skip %Ln targets</numerusform>
        </translation>
    </message>
</context>
</TS>
