window.LPRPOLICY_SEARCH = [["Alder Police Department","policy; municipal police; Tree County","agencies/us-xx/alder-pd.html","us-xx/alder-pd"],
["Birch Police Department","policy; municipal police; Tree County","agencies/us-xx/birch-pd.html","us-xx/birch-pd"],
["Alder Police Department","municipal police; us-xx; in the directory","recipients/us-xx/alder-pd.html","us-xx/alder-pd"],
["Birch Police Department","municipal police; us-xx; 1 draft would let it search","recipients/us-xx/birch-pd.html","us-xx/birch-pd"],
["Exampleland State Police","state police; us-xx; 1 draft would let it search","recipients/us-xx/state-police.html","us-xx/state-police"],
["Immigration and Customs Enforcement","federal immigration; Federal; 1 draft would let it search","recipients/us/ice.html","us/ice"],
["Reads are kept two weeks","rule","rules/us-xx/reads-two-weeks.html","us-xx/reads-two-weeks Reads that matched nothing are deleted after 14 days."],
["Ex. Veh. Code 40-12","law","provisions/ex-veh-code-40-12-225c9e8d.html",""]];
